import TianPlan

/// Which places of its group each place's frame has. Both ends only ever go forward.
enum FrameBounds: Sendable {
  case group, running
  case rows(Int)
  /// Keys past this one's less the width, up to this one's; none where the key is null.
  case key(OrderedKey, KeyWidth)
}

/// The frames of one group, from its first place to its last.
struct FrameWalk {
  /// What the bounds are, without the keys, whose copying costs more than a frame does.
  private enum Shape {
    case group, rows, key
  }

  private let bounds: FrameBounds
  private let shape: Shape
  /// Of frames by rows: how many a frame has at most.
  private let rowCountMax: Int
  private let places: Range<Int>
  private let known: Range<Int>
  private var start: Int
  private var end: Int

  init(_ bounds: FrameBounds, _ places: Range<Int>) {
    self.bounds = bounds
    self.places = places
    (shape, rowCountMax, known) =
      switch bounds {
      case .group: (.group, places.count, places)
      case .running: (.rows, places.count, places)
      case .rows(let count): (.rows, min(count, places.count), places)
      case .key(let key, _): (.key, places.count, key.known(places))
      }
    start = places.lowerBound
    end = places.lowerBound
  }

  /// The frame of a place, which comes after the last one asked for.
  @inline(__always) mutating func frame(_ place: Int) -> Range<Int> {
    switch shape {
    case .group: return places
    case .rows: return max(places.lowerBound, place - rowCountMax + 1)..<place + 1
    case .key:
      guard case .key(let key, let width) = bounds else { return places }
      return frame(place, key, width)
    }
  }

  private mutating func frame(_ place: Int, _ key: OrderedKey, _ width: KeyWidth) -> Range<Int> {
    guard known.contains(place) else {
      (start, end) = (known.upperBound, known.upperBound)
      return start..<end
    }
    let value = key.values[place]
    let bound = key.moved(value, width, isForward: false)
    if key.isDescending {
      while key.values[start] > value { start += 1 }
      while end < known.upperBound, bound.map({ key.values[end] > $0 }) ?? true { end += 1 }
    } else {
      while let bound, key.values[start] <= bound { start += 1 }
      while end < known.upperBound, key.values[end] <= value { end += 1 }
    }
    return start..<end
  }
}
