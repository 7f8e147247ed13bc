import Testing

@testable import TianText

@Suite struct TextFoldingTests {
  @Test(arguments: [
    ("ＡＢＣ　１２", "abc 12"), ("Ｔea", "tea"), ("萬畝", "万亩"), ("臺灣", "台湾"), ("ΑΣ", "ας".replacingSigma),
    ("ｶﾀｶﾅ", "カタカナ"), ("", ""), ("茶叶", "茶叶"),
  ])
  func folds(_ text: String, _ folded: String) {
    #expect(TextFolding.fold(text) == folded)
  }
}

extension String {
  fileprivate var replacingSigma: String { "ασ" }
}
