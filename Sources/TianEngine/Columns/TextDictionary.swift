import TianSource

/// The texts of a column, each under a code from 0. In a table's dictionary no two are equal; one that an
/// expression makes for a batch may repeat itself, and says so.
package final class TextDictionary: Sendable {
  /// `count + 1` offsets into `bytes`.
  package let offsets: Buffer<Int>
  /// UTF-8, readable 64 bytes past the end.
  package let bytes: Buffer<UInt8>
  package let count: Int
  package let isUnique: Bool

  package init(offsets: Buffer<Int>, bytes: Buffer<UInt8>, count: Int, isUnique: Bool = true) {
    self.offsets = offsets
    self.bytes = bytes
    self.count = count
    self.isUnique = isUnique
  }

  package convenience init(_ texts: [String], isUnique: Bool = true) throws(Diagnostic) {
    var offsets = [0]
    var bytes: [UInt8] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      offsets.append(bytes.count)
    }
    self.init(
      offsets: try Buffer(offsets), bytes: try Buffer(bytes), count: texts.count, isUnique: isUnique)
  }

  /// The bytes of a code, valid while the dictionary lives.
  package func utf8(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    let lower = offsets.pointer[code]
    return UnsafeBufferPointer(start: bytes.pointer + lower, count: offsets.pointer[code + 1] - lower)
  }

  package subscript(code: Int) -> String { String(decoding: utf8(code), as: UTF8.self) }
}
