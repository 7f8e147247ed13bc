/// What may stand at a place of a query that is being written.
package struct Candidate: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case table, definition, column, function, keyword, sign, value, unit, file, option
  }

  /// What takes the typed word's place.
  package var text: String
  /// What it is found and listed by.
  package var name: String
  /// What there is to say of it, in one line: a type and unit, a signature, a line of help.
  package var detail: String
  package var kind: Kind

  package init(_ text: String, name: String? = nil, _ kind: Kind, detail: String = "") {
    self.text = text
    self.name = name ?? text
    self.detail = detail
    self.kind = kind
  }
}

extension [Candidate] {
  /// Those that what was typed may become, the nearest first, otherwise in their order; each text once.
  package func matching(_ match: NameMatch) -> [Candidate] {
    var seen: Set<String> = []
    let ranked = compactMap { candidate in
      match.rank(of: candidate.name).map { (rank: $0, candidate: candidate) }
    }
    return NameMatch.Rank.allCases.flatMap { rank in
      ranked.filter { $0.rank == rank }.map(\.candidate)
    }.filter { seen.insert($0.text).inserted }
  }
}
