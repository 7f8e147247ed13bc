/// RFC 4180, strictly, by a reader that shares nothing with the loader.
enum PlainCSV {
  static func records(_ text: String) -> [[String]] {
    var (records, record, cell) = ([[String]](), [String](), "")
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let next = characters.popFirst() {
      switch next {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        cell.unicodeScalars.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        records.append(record + [cell])
        (record, cell) = ([], "")
      case "\r" where !isQuoted && characters.first == "\n": break
      default: cell.unicodeScalars.append(next)
      }
    }
    return cell.isEmpty && record.isEmpty ? records : records + [record + [cell]]
  }
}
