extension DiagnosticCode {
  static let libraryCodes: [DiagnosticCode] = [libraryCycle, definedTwice, queryInLibrary]

  package static let libraryCycle = DiagnosticCode(
    "T270", title: Bilingual("scripts that use one another", "脚本互相引用"),
    page: Bilingual(
      """
      `use` brings the definitions of another script, which must be whole before they are used: no script can
      use one that uses it. Put what both need into a third.
      """,
      "`引用` 取得另一个脚本的定义，而定义须先完整才能使用，因此脚本不能互相引用。请把双方都要用的定义放进第三个脚本。"))
  package static let definedTwice = DiagnosticCode(
    "T271", title: Bilingual("a name that a library defines too", "名称与被引用脚本中的定义重复"),
    page: Bilingual(
      """
      A script and the libraries that it uses share one list of names, and none of them may hide another's.
      Rename one of the two. A script may define its own names anew; the latest counts.
      """,
      "脚本与它引用的脚本共用一套名称，互不遮盖。请改其中一个的名称。脚本可以重新定义自己的名称，以最后一次为准。"))
  package static let queryInLibrary = DiagnosticCode(
    "T272", title: Bilingual("a query in a script that is used", "被引用的脚本里有查询"),
    page: Bilingual(
      """
      A script that another one uses holds `let`, `fn`, `load` and `use`; a query there would run for nobody.
      Name it with `let`, or keep it in a script of its own.
      """,
      "被引用的脚本只能包含 `令`、`函数`、`载入` 和 `引用`；其中的查询没有去处。请用 `令` 给它起名，或另放一个脚本。"))
}
