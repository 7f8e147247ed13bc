import Testing

@testable import TianText

@Suite struct TextFoldingTests {
  @Test(arguments: [
    ("ＡＢＣ　１２", "abc 12"), ("Ｔea", "tea"), ("萬畝", "万亩"), ("臺灣", "台湾"), ("ΑΣς", "ασσ"), ("ｶﾀｶﾅ", "カタカナ"),
    ("", ""), ("茶叶", "茶叶"), ("Ⅻ", "ⅻ"), ("乾隆", "干隆"),
  ])
  func folds(_ text: String, _ folded: String) {
    #expect(TextFolding.fold(text) == folded)
  }

  private static let everyScalar = (UInt32(0)...0x10FFFF).compactMap { Unicode.Scalar($0) }

  @Test func foldingTwiceIsFoldingOnce() {
    for scalar in Self.everyScalar {
      let folded = TextFolding.fold(scalar)
      #expect(TextFolding.fold(folded) == folded, "\(scalar)")
    }
  }

  /// What a character becomes in either script folds to what it folds to.
  @Test func bothScriptsFoldToOne() {
    for scalar in Self.everyScalar {
      for table in [ChineseVariants.simplified, .traditional] {
        let other = table.counterpart(of: scalar)
        if other != scalar {
          #expect(TextFolding.fold(other) == TextFolding.fold(scalar), "\(scalar) \(other)")
        }
      }
    }
  }

  @Test func caseAndWidthFoldToOne() {
    for value in UInt32(0x21)...0x7E {
      guard let ascii = Unicode.Scalar(value), let wide = Unicode.Scalar(value + 0xFEE0) else { continue }
      #expect(TextFolding.fold(wide) == TextFolding.fold(ascii))
      #expect(TextFolding.fold(LetterCase.upper(ascii)) == TextFolding.fold(ascii))
    }
  }
}

@Suite struct ChineseVariantTests {
  /// Where going to Traditional and back gives another character, that is a variant of the first.
  @Test func goingThereAndBack() {
    var changed = 0
    for value in UInt32(0x4E00)...0x9FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let there = ChineseVariants.traditional.counterpart(of: scalar)
      guard there != scalar else { continue }
      let back = ChineseVariants.simplified.counterpart(of: there)
      if back == scalar { continue }
      changed += 1
      #expect(TextFolding.fold(back) == TextFolding.fold(scalar), "\(scalar) \(there) \(back)")
    }
    #expect(changed < 40)
  }

  @Test(arguments: [
    ("茶叶产业合作社", "茶葉產業合作社"), ("头发", "頭髮"), ("公里", "公里"), ("干部", "幹部"), ("干燥", "乾燥"), ("发展", "發展"),
    ("松桃县", "松桃縣"), ("A1，", "A1，"), ("", ""), ("𠮷", "𠮷"),
  ])
  func convertsThereAndBack(_ simplified: String, _ traditional: String) {
    #expect(ChineseVariants.traditional.convert(simplified) == traditional)
    #expect(ChineseVariants.simplified.convert(traditional) == simplified)
  }

  @Test func phrasesGoBeforeCharacters() {
    #expect(ChineseVariants.simplified.convert("乾隆與乾燥") == "乾隆与干燥")
  }
}

@Suite struct PinyinTests {
  @Test(arguments: [
    ("重庆", "chong2 qing4", "cq"), ("重量", "zhong4 liang4", "zl"), ("长沙", "chang2 sha1", "cs"),
    ("六安", "lu4 an1", "la"),
    ("合作社", "he2 zuo4 she4", "hzs"), ("绿茶", "lü4 cha2", "lc"), ("2组A", "2 zu3 A", "2za"),
    ("茶 叶", "cha2 ye4", "c y"),
    ("茶，叶", "cha2 ， ye4", "c,y"), ("", "", ""), ("tea", "tea", "tea"), ("重慶", "chong2 qing4", "cq"),
  ])
  func reads(_ text: String, _ pinyin: String, _ initials: String) {
    #expect(Pinyin.shared.syllables(of: text) == pinyin)
    #expect(Pinyin.shared.initials(of: text) == initials)
  }

  /// But for some that Japan made of two syllables: 兙 is a decagram.
  @Test func almostEveryCharacterIsRead() {
    var unread = 0
    for value in UInt32(0x4E00)...0x9FA5 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let syllable = Pinyin.shared.syllables(of: String(scalar))
      guard syllable != String(scalar) else {
        unread += 1
        continue
      }
      #expect(syllable.last.map { ("1"..."5").contains($0) } == true, "\(scalar) \(syllable)")
      #expect(
        syllable.dropLast().allSatisfy { ("a"..."z").contains($0) || $0 == "ü" }, "\(scalar) \(syllable)")
    }
    #expect(unread < 20)
  }

  /// In the order of a dictionary: syllables, then tones.
  @Test func sortsAsADictionary() {
    let names = ["巴", "把", "坝", "白", "班", "长", "尝", "重庆", "西安", "先", "县"]
    let keys = names.map { Pinyin.shared.syllables(of: $0) }
    #expect(["ba1", "ba3", "ba4", "bai2", "ban1"] == Array(keys.prefix(5)))
    #expect(Pinyin.shared.syllables(of: "西安") < Pinyin.shared.syllables(of: "先"))
  }

  @Test func soundsAreOneForEachCharacter() {
    for text in ["", "重庆市A区", "𠮷茶", "e\u{301}"] {
      #expect(Pinyin.shared.sounds(of: text).count == text.unicodeScalars.count)
    }
    #expect(Pinyin.shared.sounds(of: "产值") == Pinyin.shared.sounds(of: "产支"))
  }
}

@Suite struct LetterCaseTests {
  @Test(arguments: [
    ("tea茶", "TEA茶", "tea茶"), ("éß", "Éß", "éß"), ("İı", "İI", "iı"), ("ﬀŉ", "ﬀŉ", "ﬀŉ"), ("ᾳ", "ᾼ", "ᾳ"),
    ("ΣΑς", "ΣΑΣ", "σας"),
    ("ǆ", "Ǆ", "ǆ"), ("ﬂя", "ﬂЯ", "ﬂя"), ("𐐨", "𐐀", "𐐨"),
  ])
  func changesOneCharacterForAnother(_ text: String, _ upper: String, _ lower: String) {
    #expect(LetterCase.upper(text) == upper)
    #expect(LetterCase.lower(text) == lower)
  }
}
