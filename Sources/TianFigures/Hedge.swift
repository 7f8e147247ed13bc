/// Which ends of a hedged figure are open or absent; none set: both ends are closed.
public struct HedgeEnds: OptionSet, Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let lowOpen = HedgeEnds(rawValue: 1)
  public static let highOpen = HedgeEnds(rawValue: 2)
  public static let lowAbsent = HedgeEnds(rawValue: 4)
  public static let highAbsent = HedgeEnds(rawValue: 8)
}

/// How a word beside a figure bounds it.
public enum Hedge: Hashable, Sendable {
  /// 近: just under; a share of the value below, the value itself excluded.
  case nearly
  /// 约, 左右: a share of the value either way.
  case about
  /// 余, 多: from the value to one more of its last written digit, excluded.
  case somewhatMore
  /// 来: half of that either way.
  case thereabouts
  /// 超过, 逾: more than.
  case above
  /// 以上, 至少: the value or more.
  case atLeast
  /// 不足, 不到: less than.
  case below
  /// 以下, 至多: the value or less.
  case atMost
}

/// How wide 近 and 约 are, as shares of the value: those of the table, or as `set hedge` has them.
public struct HedgeWidths: Hashable, Sendable {
  public private(set) var nearly: Rational
  public private(set) var about: Rational

  /// 5% each.
  public static let standard = HedgeWidths()

  private init() {
    let share = Rational(5, 100) ?? .one
    nearly = share
    about = share
  }

  /// The widths with one set anew; nil where the word hedges in another way, by steps or to one side.
  public func setting(_ hedge: Hedge, to share: Rational) -> HedgeWidths? {
    var widths = self
    switch hedge {
    case .nearly: widths.nearly = share
    case .about: widths.about = share
    case .somewhatMore, .thereabouts, .above, .atLeast, .below, .atMost: return nil
    }
    return widths
  }
}
