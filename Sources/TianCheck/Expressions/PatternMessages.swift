import TianSource
import TianText

/// What is said of a pattern that isn't taken: the cause and the mend.
enum PatternMessages {
  static func message(_ reason: PatternFailure.Reason) -> (cause: Bilingual, mend: Bilingual) {
    switch reason {
    case .lookaround, .backreference, .namedGroup, .flags, .possessive, .wordBoundary, .property, .namedClass,
      .negatedClassInSet:
      unshared(reason)
    case .unclosedGroup, .unopenedGroup, .unclosedSet, .emptySet, .unknownEscape, .loneBackslash,
      .reversedRange, .classInRange, .tooDeep:
      misplaced(reason)
    case .nothingToRepeat, .repeatedTwice, .looseBrace, .badCount, .countTooLarge: repeated(reason)
    }
  }

  /// Known elsewhere, but not to every target.
  private static func unshared(_ reason: PatternFailure.Reason) -> (Bilingual, Bilingual) {
    switch reason {
    case .lookaround:
      (
        Bilingual("patterns don't look around", "模式不能环视"),
        Bilingual(
          "match what stands there too, and take the part with a group: `extract(t, r\"…(…)…\", group: 1)`",
          "请把旁边的文字一并匹配，再用组取出所要的部分：`提取(t, r\"…(…)…\", 组: 1)`")
      )
    case .backreference:
      (
        Bilingual("patterns don't refer back to a group", "模式不能引用前面的组"),
        Bilingual("write what is repeated once more", "请把重复的内容再写一遍")
      )
    case .namedGroup:
      (
        Bilingual("groups have numbers, not names", "组只有编号，没有名称"),
        Bilingual("write `(…)`, counted from 1", "请写 `(…)`，从 1 数起")
      )
    case .flags:
      (
        Bilingual("the only flag is `(?i)`, in front of all", "可用的标志只有开头的 `(?i)`"),
        Bilingual("`(?i)` means either case; `(?:…)` groups", "`(?i)` 表示不分大小写；`(?:…)` 用来成组")
      )
    case .possessive:
      (
        Bilingual("repeats give back what they took", "没有占有量词"),
        Bilingual("leave out the second `+`", "请去掉第二个 `+`")
      )
    case .wordBoundary:
      (
        Bilingual("there is no word's edge, for not all targets know one", "没有词边界，并非各种目标都有"),
        Bilingual("write what may stand beside it: `(^|[^A-Za-z])`", "请写出旁边可能有的字符：`(^|[^A-Za-z])`")
      )
    case .property:
      (
        Bilingual("the only property is `\\p{Han}`", "可用的属性只有 `\\p{Han}`"),
        Bilingual("write the characters' range: `[A-Za-z]`, `[一-龥]`", "请写字符范围：`[A-Za-z]`、`[一-龥]`")
      )
    case .namedClass:
      (
        Bilingual("sets have no named classes", "字符集中没有具名类"),
        Bilingual(
          "write `\\d`, `\\w`, `\\s` or a range; `\\[` for the sign itself",
          "请写 `\\d`、`\\w`、`\\s` 或范围；方括号本身写作 `\\[`")
      )
    default:
      (
        Bilingual("a set holds no class of all else", "字符集中不能有取反的类"),
        Bilingual("write `[^…]`, or an alternative: `(?:\\D|…)`", "请写 `[^…]`，或用多选：`(?:\\D|…)`")
      )
    }
  }

  private static func misplaced(_ reason: PatternFailure.Reason) -> (Bilingual, Bilingual) {
    switch reason {
    case .unclosedGroup:
      (
        Bilingual("this group is not closed", "这个组没有结束"),
        Bilingual("add `)`, or write `\\(`", "请加 `)`，括号本身写作 `\\(`")
      )
    case .unopenedGroup:
      (
        Bilingual("this bracket closes nothing", "这个括号没有开头"),
        Bilingual("the sign itself is `\\)`", "括号本身写作 `\\)`")
      )
    case .unclosedSet:
      (
        Bilingual("this set is not closed", "这个字符集没有结束"),
        Bilingual("add `]`, or write `\\[`", "请加 `]`，方括号本身写作 `\\[`")
      )
    case .emptySet:
      (
        Bilingual("this set holds nothing", "这个字符集是空的"),
        Bilingual("the signs themselves are `\\[\\]`", "方括号本身写作 `\\[\\]`")
      )
    case .unknownEscape:
      (
        Bilingual("this escape has no meaning that all targets share", "这个转义并非各种目标都有"),
        Bilingual("`\\d \\w \\s \\n \\t \\u4E00` are known", "可用的有 `\\d \\w \\s \\n \\t \\u4E00`")
      )
    case .loneBackslash:
      (
        Bilingual("a backslash before nothing", "反斜杠之后没有字符"),
        Bilingual("the sign itself is `\\\\`", "反斜杠本身写作 `\\\\`")
      )
    case .reversedRange:
      (Bilingual("the range ends before it begins", "范围的结尾在开头之前"), Bilingual("swap the two ends", "请对调两端"))
    case .classInRange:
      (
        Bilingual("a class is no end of a range", "范围的一端不能是一类字符"),
        Bilingual("put `-` last in the set", "请把 `-` 放在字符集的最后")
      )
    default:
      (Bilingual("groups in groups are too deep", "组套得太深"), Bilingual("100 deep at most", "最多 100 层"))
    }
  }

  private static func repeated(_ reason: PatternFailure.Reason) -> (Bilingual, Bilingual) {
    switch reason {
    case .nothingToRepeat:
      (
        Bilingual("there is nothing to repeat here", "这里没有可以重复的内容"),
        Bilingual("the sign itself is written with a backslash: `\\*`", "符号本身前面加反斜杠：`\\*`")
      )
    case .repeatedTwice:
      (
        Bilingual("this is repeated twice", "重复了两次"),
        Bilingual("put a group around the first: `(?:a*)*`", "请给前一个加组：`(?:a*)*`")
      )
    case .looseBrace:
      (
        Bilingual("`{` begins no number of repeats", "`{` 之后不是重复次数"),
        Bilingual(
          "write `{2}`, `{2,}`, `{2,5}`, or `\\{` for the sign itself",
          "请写 `{2}`、`{2,}`、`{2,5}`；花括号本身写作 `\\{`")
      )
    case .badCount:
      (Bilingual("the second number is the smaller one", "后一个次数比前一个小"), Bilingual("swap them", "请对调"))
    default:
      (
        Bilingual("so many repeats are too many", "重复次数过多"),
        Bilingual(
          "255 at most, and 1000 of repeats in repeats; `+` has no limit", "最多 255 次，层层相乘最多 1000 次；`+` 不限次数")
      )
    }
  }
}
