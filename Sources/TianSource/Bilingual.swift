/// The language of messages, help and labels.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// That of a keyword as it was typed, and of what the stage that it begins names itself.
  package init(ofWord word: some StringProtocol) {
    self = word.unicodeScalars.first?.isASCII == false ? .chinese : .english
  }

  package var other: Language { self == .english ? .chinese : .english }
}

/// One text in both of the languages that Tian speaks.
public struct Bilingual: Hashable, Sendable {
  public var en: String
  public var zh: String

  public init(_ en: String, _ zh: String) {
    self.en = en
    self.zh = zh
  }

  public subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .chinese: zh
    }
  }
}
