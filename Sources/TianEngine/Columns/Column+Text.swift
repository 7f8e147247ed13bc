import TianPlan

extension Column {
  /// A value as text at full precision; nil where it is null. For messages and summaries, not for hot loops.
  package func text(_ row: Int) -> String? {
    if isNull(row) { return nil }
    switch storage {
    case .integers(let values): return ValueText.integer(values[row], type.kind)
    case .doubles(let values): return ValueText.float(values[row])
    case .bits(let bitmap): return ValueText.bool(bitmap[row])
    case .text(let codes, let dictionary): return dictionary[Int(codes[row])]
    case .hedged(let storage):
      if let codes = storage.originalCodes, let originals = storage.originals {
        let text = originals[Int(codes[row])]
        if !text.isEmpty { return text }
      }
      switch storage.best {
      case .integers(let values): return ValueText.integer(values[row], type.kind)
      case .doubles(let values): return ValueText.float(values[row])
      }
    }
  }
}
