extension DiagnosticCode {
  package static let badPattern = DiagnosticCode(
    "T260", title: Bilingual("a pattern that isn't taken", "不能使用的模式"),
    page: Bilingual(
      """
      Patterns are regular expressions of the kind that every target understands alike: `.` `[…]`
      `\\d \\w \\s` `* + ? {2,5}` `(…)` `(?:…)` `|` `^` `$`, `\\p{Han}` for Chinese characters, and `(?i)`
      in front for either case. What looks around or back (`(?=…)`, `\\1`), possessive repeats and named
      groups are refused. A raw text keeps backslashes as they are: `名称 ~ r"\\d+组$"`.
      """,
      """
      模式是各种目标都理解的正则表达式：`.` `[…]` `\\d \\w \\s` `* + ? {2,5}` `(…)` `(?:…)` `|`
      `^` `$`，`\\p{Han}` 表示汉字，开头的 `(?i)` 表示不分大小写。环视与反向引用（`(?=…)`、`\\1`）、占有量词和具名组都不能用。
      原样文本保留反斜杠：`名称 ~ r"\\d+组$"`。
      """))
  package static let openPattern = DiagnosticCode(
    "T261", title: Bilingual("a pattern that isn't known before the run", "运行之前不确定的模式"),
    page: Bilingual(
      "A pattern, the group that `extract` takes and the replacement of `replace_match` are written out, or "
        + "a `let` or a bound value: they are checked before anything runs. To look for the text of a "
        + "column, use `contains`.",
      "模式、`提取` 所取的组和 `替换匹配` 的替换文字须写明，或为 `令` 定义的值或绑定的值，因为要在运行之前检查。要查找某列中的文字，请用 `含`。"))
  package static let badReplacement = DiagnosticCode(
    "T262", title: Bilingual("a replacement that doesn't fit its pattern", "替换文字与模式不符"),
    page: Bilingual(
      """
      In the replacement of `replace_match`, `\\1` to `\\9` are the groups of the pattern, `\\0` is the whole
      match, and `\\\\` a backslash. `extract` takes a group that the pattern has, 0 for the whole match.
      """,
      """
      在 `替换匹配` 的替换文字中，`\\1` 到 `\\9` 是模式中的组，`\\0` 是整个匹配，`\\\\` 是一个反斜杠。
      `提取` 所取的组须在模式中，0 为整个匹配。
      """))
  static let patternCodes = [badPattern, openPattern, badReplacement]
}
