/// How days, moments and periods are written in files, results and texts: here and nowhere else. Each
/// function gives how many bytes it wrote, of any value; of those outside the years
/// 1 to 9999 they mean nothing.
package enum TemporalText {
  /// None writes more.
  package static let bytesMax = 32

  /// `2024-03-20`.
  @discardableResult
  package static func write(days: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let date = Calendar.date(fromDays: days)
    write(date.year, digits: 4, to: out)
    out[4] = UInt8(ascii: "-")
    write(date.month, digits: 2, to: out + 5)
    out[7] = UInt8(ascii: "-")
    write(date.day, digits: 2, to: out + 8)
    return 10
  }

  /// `2024-03-20T08:30:00`, and a fraction of up to six digits where there is one.
  package static func write(microseconds: Int64, to out: UnsafeMutablePointer<UInt8>) -> Int {
    let (days, rest) = Calendar.split(microseconds)
    write(days: days, to: out)
    let (seconds, fraction) = (
      rest / Calendar.microsecondsPerSecond, rest % Calendar.microsecondsPerSecond
    )
    out[10] = UInt8(ascii: "T")
    write(seconds / 3600, digits: 2, to: out + 11)
    out[13] = UInt8(ascii: ":")
    write(seconds / 60 % 60, digits: 2, to: out + 14)
    out[16] = UInt8(ascii: ":")
    write(seconds % 60, digits: 2, to: out + 17)
    guard fraction != 0 else { return 19 }
    out[19] = UInt8(ascii: ".")
    write(fraction, digits: 6, to: out + 20)
    var count = 26
    while out[count - 1] == UInt8(ascii: "0") { count -= 1 }
    return count
  }

  /// `2023`, `2023Q2`, `2023-05`.
  package static func write(_ period: Period, to out: UnsafeMutablePointer<UInt8>) -> Int {
    write(period.year, digits: 4, to: out)
    switch period.granularity {
    case .year: return 4
    case .quarter:
      out[4] = UInt8(ascii: "Q")
      write(period.number, digits: 1, to: out + 5)
      return 6
    case .month:
      out[4] = UInt8(ascii: "-")
      write(period.number, digits: 2, to: out + 5)
      return 7
    }
  }

  package static func string(_ write: (UnsafeMutablePointer<UInt8>) -> Int) -> String {
    String(unsafeUninitializedCapacity: bytesMax) { bytes in bytes.baseAddress.map(write) ?? 0 }
  }

  /// The last digits of a number.
  private static func write(_ value: Int64, digits: Int, to out: UnsafeMutablePointer<UInt8>) {
    var rest = value.magnitude
    for place in (0..<digits).reversed() {
      out[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
