extension DiagnosticCode {
  package static let outOfMemory = DiagnosticCode(
    "T401", title: Bilingual("not enough memory", "内存不足"),
    page: Bilingual(
      "The query or the file needs more memory than the machine has, or than --memory allows. Keep fewer rows or "
        + "columns before the stage that collects them (sort, join, summarize by many keys), or raise the limit.",
      "查询或文件所需内存超过机器所有或 --memory 所限。请在排序、关联、多键汇总之前少留行列，或调高上限。"))
  package static let cancelled = DiagnosticCode(
    "T402", title: Bilingual("cancelled", "已取消"),
    page: Bilingual(
      "The query was stopped before its end, by Ctrl-C or by the program that ran it. Nothing was changed.",
      "查询在结束之前被 Ctrl-C 或调用它的程序停止。什么都没有改变。"))
  package static let overflow = DiagnosticCode(
    "T403", title: Bilingual("a number does not fit", "数值溢出"),
    page: Bilingual(
      "A whole number or a decimal outgrew 64 bits. Tian never wraps around silently; use float(x) where an "
        + "approximate number will do.",
      "整数或小数超出 64 位。田语言从不悄悄回绕；如果近似值即可，请用 float(x)。"))
  package static let severalMatches = DiagnosticCode(
    "T404", title: Bilingual("a look-up found several rows", "查找得到多行"),
    page: Bilingual(
      "`join one` gives every row of the flow exactly once, so its key must be unique in the joined table. Make "
        + "it unique (`distinct`, `summarize`), join on more columns, or use `join left` to keep all matches.",
      "`关联 唯一` 让每行恰好出现一次，因此被关联表中的键必须唯一。请先去重或汇总、加上更多列，或用 `关联 左` 保留全部匹配。"))
  package static let severalValues = DiagnosticCode(
    "T405", title: Bilingual("a value was wanted, a table came", "需要一个值，得到一张表"),
    page: Bilingual(
      "A bracketed query used as a value must give one row and one column.",
      "用作值的括号查询必须只有一行一列。"))

  static let dataCodes: [DiagnosticCode] = [
    outOfMemory, cancelled, overflow, severalMatches, severalValues,
  ]
}
