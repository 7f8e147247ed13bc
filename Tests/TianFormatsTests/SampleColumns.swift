import TianEngine
import TianFigures
import TianPlan
import TianSource

@testable import TianFormats

/// A column of a test: its field and its cells.
struct Sample {
  let field: Field
  let column: Column
}

extension ResultTable {
  init(_ samples: [Sample], rowCount: Int, notes: [RunNote] = [], scanned: Int = 0) {
    self.init(
      fields: samples.map(\.field), columns: samples.map(\.column), rowCount: rowCount, notes: notes,
      scannedRowCount: scanned)
  }

  func text(_ format: ResultFormat, _ options: FormatOptions = FormatOptions()) -> String {
    var bytes: [UInt8] = []
    write(as: format, options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private func validity<Value>(_ values: [Value?]) throws -> Bitmap? {
  guard values.contains(where: { $0 == nil }) else { return nil }
  let bitmap = try Bitmap(count: values.count)
  for (row, value) in values.enumerated() where value != nil { bitmap.set(row) }
  return bitmap
}

func exacts(_ name: String, _ kind: DataType.Kind, unit: String? = nil, _ values: [Int64?]) throws -> Sample {
  let type = DataType(kind, unit: unit.flatMap { Unit($0) })
  return Sample(
    field: Field(name, type),
    column: Column(
      type: type, count: values.count, storage: .integers(.int64(try Buffer(values.map { $0 ?? 0 }))),
      validity: try validity(values)))
}

func floats(_ name: String, unit: String? = nil, _ values: [Double?]) throws -> Sample {
  let type = DataType(.float, unit: unit.flatMap { Unit($0) })
  return Sample(
    field: Field(name, type),
    column: Column(
      type: type, count: values.count, storage: .doubles(try Buffer(values.map { $0 ?? 0 })),
      validity: try validity(values)))
}

func bools(_ name: String, _ values: [Bool?]) throws -> Sample {
  let bits = try Bitmap(count: values.count)
  for (row, value) in values.enumerated() where value == true { bits.set(row) }
  return Sample(
    field: Field(name, .bool),
    column: Column(type: .bool, count: values.count, storage: .bits(bits), validity: try validity(values)))
}

func texts(_ name: String, _ values: [String?]) throws -> Sample {
  let dictionary = try TextDictionary(values.map { $0 ?? "" }, isUnique: false)
  let codes = IntegerStorage.int64(try Buffer(values.indices.map(Int64.init)))
  return Sample(
    field: Field(name, .text),
    column: Column(
      type: .text, count: values.count, storage: .text(codes, dictionary), validity: try validity(values)))
}

/// Figures read from their texts, as the loader reads them; without originals where `isComputed`.
func hedged(
  _ name: String, unit: String? = nil, _ values: [String?], scale: Int = 1, isComputed: Bool = false
) throws -> Sample {
  let type = DataType(.decimal(scale: scale), unit: unit.flatMap { Unit($0) }, isHedged: true)
  let figures = values.map { $0.flatMap { FigureReader.read(whole: $0) } }
  func numbers(_ part: KeyPath<Figure, ExactDecimal>) throws -> HedgedStorage.Numbers {
    .integers(
      .int64(try Buffer(figures.map { $0?[keyPath: part].rescaled(to: scale)?.coefficient ?? 0 })))
  }
  let storage = HedgedStorage(
    low: try numbers(\.low), best: try numbers(\.best), high: try numbers(\.high),
    ends: try Buffer(figures.map { $0?.ends.rawValue ?? 0 }),
    originalCodes: isComputed ? nil : .int64(try Buffer(values.indices.map(Int64.init))),
    originals: isComputed ? nil : try TextDictionary(values.map { $0 ?? "" }, isUnique: false))
  return Sample(
    field: Field(name, type),
    column: Column(
      type: type, count: values.count, storage: .hedged(storage), validity: try validity(figures)))
}

/// Computed hedged floats: low, best and high of each row.
func hedgedFloats(_ name: String, _ values: [(low: Double, best: Double, high: Double)]) throws -> Sample {
  let type = DataType(.float, isHedged: true)
  let storage = HedgedStorage(
    low: .doubles(try Buffer(values.map(\.low))), best: .doubles(try Buffer(values.map(\.best))),
    high: .doubles(try Buffer(values.map(\.high))), ends: try Buffer(values.map { _ in 0 }),
    originalCodes: nil, originals: nil)
  return Sample(
    field: Field(name, type),
    column: Column(type: type, count: values.count, storage: .hedged(storage), validity: nil))
}
