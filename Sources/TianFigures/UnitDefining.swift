extension UnitDefinition {
  /// Why a name and a figure make no unit.
  public enum Fault: Error, Hashable {
    /// It begins as numbers and hedges do, or holds a sign that joins units.
    case name
    case hedged, notPositive, tooLarge
  }

  /// A unit that is some exact amount: 箱, 12 公斤; or of a plain number: 打, 12.
  public convenience init(_ name: String, as figure: Figure) throws(Fault) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, Self.isName(bytes.span) else { throw .name }
    guard !figure.isHedged else { throw .hedged }
    guard figure.best.coefficient > 0 else { throw .notPositive }
    let number = Rational(
      Int128(figure.best.coefficient), Int128(ExactDecimal.power(figure.best.scale)))
    guard let number, let unit = figure.unit.map({ $0.factor }) ?? .one,
      let factor = number.multiplied(by: unit)
    else { throw .tooLarge }
    self.init(names: [name], dimension: figure.unit?.dimension ?? .none, factor: factor)
  }

  private static func isName(_ bytes: Span<UInt8>) -> Bool {
    let marks = Set("0123456789+-*/%.,()[]（）／ ".utf8)
    if Multiplier.read(bytes, from: 0) != nil || HedgeTable.mayBegin(bytes, at: 0) { return false }
    if ["余", "多"].contains(where: { bytes.starts(with: Array($0.utf8), at: 0) }) { return false }
    return !(0..<bytes.count).contains { bytes[$0] < 0x80 && marks.contains(bytes[$0]) }
  }
}
