/// The k-th least of some values, in linear time on average (C. A. R. Hoare, Find, 1961); values on which
/// that makes no headway are sorted.
enum Selection {
  /// Afterwards no value before place `k` is greater than the one there, and none after it less.
  /// - Parameter roundsMax: how often the values are parted before what is left is sorted.
  static func element<Element: Comparable>(
    _ k: Int, of values: UnsafeMutableBufferPointer<Element>, roundsMax: Int = 64
  ) -> Element {
    var values = values
    var rounds = 0
    var (low, high) = (0, values.count - 1)
    while low < high {
      rounds += 1
      if rounds > roundsMax {
        values[low...high].sort()
        break
      }
      let pivot = median(values[low], values[low + (high - low) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while pivot < values[right] { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if k <= right { high = right } else if k >= left { low = left } else { break }
    }
    return values[k]
  }

  private static func median<Element: Comparable>(_ a: Element, _ b: Element, _ c: Element) -> Element {
    max(min(a, b), min(max(a, b), c))
  }
}
