/// Unified social credit codes, GB 32100-2015: 18 characters, the department (1), the kind of organisation
/// (1), the division (6), the organisation's own code (9, with its check character, GB 11714), and a check
/// character (1).
enum CreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  /// 3 to the power of the place, modulo 31.
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  private static let ownChecks = Array("0123456789X".utf8)
  private static let ownWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// Nil for a code that is well formed.
  /// - Parameter isProvince: whether two digits are those of a province.
  static func fault(_ code: Span<UInt8>, isProvince: (Int) -> Bool) -> CodeFault? {
    guard code.count == 18 else { return .length }
    var values: [Int] = []
    for place in 0..<18 {
      guard let value = alphabet.firstIndex(of: code[place]), !(2..<8).contains(place) || value < 10 else {
        return .character
      }
      values.append(value)
    }
    let province = values[2] * 10 + values[3]
    // 10 stands for the state itself.
    guard province == 10 || isProvince(province) else { return .group }
    let own = zip(values[8..<16], ownWeights).reduce(0) { $0 + ownValue($1.0) * $1.1 }
    let ownCheck = ownChecks[(11 - own % 11) % 11]
    if code[16] != ownCheck { return .check(expected: Character(Unicode.Scalar(ownCheck))) }
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let expected = alphabet[(31 - sum % 31) % 31]
    return code[17] == expected ? nil : .check(expected: Character(Unicode.Scalar(expected)))
  }

  /// In an organisation's own code the letters from A count from 10 on, I, O and the like too.
  private static func ownValue(_ value: Int) -> Int {
    value < 10 ? value : Int(alphabet[value]) - Int(UInt8(ascii: "A")) + 10
  }
}
