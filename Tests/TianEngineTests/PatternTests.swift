import Testing
import TianTestSupport
import TianText

@testable import TianEngine

/// RE2 behind its shim against a plain matcher, on patterns and texts made at random.
@Suite struct PatternTests {
  private indirect enum Node {
    case scalar(Character)
    case any
    case set([Character], isNegated: Bool)
    case sequence([Node])
    case either([Node])
    case repeated(Node, least: Int, most: Int?, isLazy: Bool)
    case start, end

    var text: String {
      switch self {
      case .scalar(let scalar): String(scalar)
      case .any: "."
      case .set(let members, let isNegated): "[\(isNegated ? "^" : "")\(String(members))]"
      case .sequence(let parts): parts.map(\.text).joined()
      case .either(let parts): "(?:\(parts.map(\.text).joined(separator: "|")))"
      case .repeated(let part, let least, let most, let isLazy):
        "(\(part.text))" + Self.count(least, most) + (isLazy ? "?" : "")
      case .start: "^"
      case .end: "$"
      }
    }

    private static func count(_ least: Int, _ most: Int?) -> String {
      switch (least, most) {
      case (0, nil): "*"
      case (1, nil): "+"
      case (0, 1): "?"
      case (_, nil): "{\(least),}"
      case (_, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
      }
    }

    /// Where a match may end that begins at any of some places.
    func ends(_ text: [Character], from starts: Set<Int>) -> Set<Int> {
      switch self {
      case .scalar(let scalar): step(text, starts) { $0 == scalar }
      case .any: step(text, starts) { $0 != "\n" }
      case .set(let members, let isNegated): step(text, starts) { members.contains($0) != isNegated }
      case .sequence(let parts): parts.reduce(starts) { $1.ends(text, from: $0) }
      case .either(let parts): parts.reduce(into: []) { $0.formUnion($1.ends(text, from: starts)) }
      case .repeated(let part, let least, let most, _):
        repeated(text, starts, part, least, most ?? least + text.count)
      case .start: starts.contains(0) ? [0] : []
      case .end: starts.contains(text.count) ? [text.count] : []
      }
    }

    private func step(_ text: [Character], _ starts: Set<Int>, _ holds: (Character) -> Bool) -> Set<Int> {
      Set(starts.filter { $0 < text.count && holds(text[$0]) }.map { $0 + 1 })
    }

    private func repeated(
      _ text: [Character], _ starts: Set<Int>, _ part: Node, _ least: Int, _ most: Int
    ) -> Set<Int> {
      var (reached, all) = (starts, least == 0 ? starts : [])
      for count in 1...max(most, 1) where count <= most {
        reached = part.ends(text, from: reached)
        if count >= least { all.formUnion(reached) }
      }
      return all
    }
  }

  private struct Generator {
    var random: SeededRandom
    static let letters: [Character] = ["a", "b", "茶", "𠮷", "\n"]

    mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    mutating func text() -> [Character] { (0..<number(9)).map { _ in Self.letters[number(5)] } }

    mutating func node(_ depth: Int) -> Node {
      switch number(depth > 0 ? 9 : 4) {
      case 0, 1: return .scalar(Self.letters[number(4)])
      case 2: return .any
      case 3:
        let members = (0...number(2)).map { _ in Self.letters[number(4)] }
        return .set(members, isNegated: number(2) == 0)
      case 4, 5: return .sequence((0...number(3)).map { _ in node(depth - 1) })
      case 6: return .either((0...number(2)).map { _ in node(depth - 1) })
      case 7:
        let least = number(3)
        let most = number(2) == 0 ? nil : least + number(2) + (least == 0 ? 1 : 0)
        return .repeated(node(depth - 1), least: least, most: most, isLazy: number(3) == 0)
      default: return number(2) == 0 ? .sequence([.start, node(0)]) : .sequence([node(0), .end])
      }
    }
  }

  @Test func agreesWithAPlainMatcher() throws {
    var generator = Generator(random: SeededRandom(seed: 20_230_913))
    var matchCount = 0
    for _ in 0..<2000 {
      let node = generator.node(3)
      let pattern = try TextPattern(Pattern(node.text).text)
      for _ in 0..<8 {
        let text = generator.text()
        let expected = !node.ends(text, from: Set(0...text.count)).isEmpty
        var utf8 = String(text)
        let found = utf8.withUTF8 { pattern.matches($0) }
        #expect(found == expected, "\(node.text) on \(String(text).debugDescription)")
        matchCount += expected ? 1 : 0
      }
    }
    #expect((2000..<14_000).contains(matchCount))
  }

  /// What makes backtracking take ages: the cost is linear whatever the pattern.
  @Test(arguments: ["(a+)+$", "(a|a)*b$", "(a|aa)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]$"])
  func isLinear(_ pattern: String) throws {
    let compiled = try TextPattern(Pattern(pattern).text)
    var text = String(repeating: "a", count: 20_000) + "!"
    #expect(text.withUTF8 { compiled.matches($0) } == false)
  }

  @Test func emptyTextsAndGroups() throws {
    let pattern = try TextPattern(Pattern("(茶)?(叶)?").text)
    var empty = ""
    #expect(empty.withUTF8 { pattern.find(0, in: $0)?.count } == 0)
    var text = "叶"
    #expect(text.withUTF8 { pattern.find(1, in: $0)?.count } == 0)
    #expect(text.withUTF8 { pattern.find(2, in: $0)?.count } == 3)
    #expect(text.withUTF8 { pattern.find(3, in: $0) } == nil)
  }

  /// The largest that the syntax takes still finds the memory that it may have.
  @Test func theLargestPatternsCompile() throws {
    for text in ["(?:\\p{Han}{100}){10}", "(?i)" + String(repeating: "[a-zà-ÿ]{255}", count: 30)] {
      _ = try TextPattern(Pattern(text).text)
    }
  }
}
