import TianSource

/// One dictionary of those that the workers made, its codes in the order in which the texts first appear in
/// the file. A text is new to some worker where it first appears, so only what was new in each block is
/// looked up.
struct DictionaryMerge {
  private static let lookAhead = 24

  let dictionary: TextDictionary
  /// By worker, from its codes to the dictionary's; nil where they are the same.
  let codes: [Buffer<UInt32>?]

  init(_ gathered: ColumnPass.Gathered) throws(Diagnostic) {
    let workers = gathered.dictionaries
    if workers.count == 1, let only = workers.first {
      dictionary = try only.builder.finished()
      codes = [nil]
      return
    }
    // As if no two had a text in common: memory that is not written costs nothing.
    var merged = try DictionaryBuilder(
      textCount: workers.reduce(0) { $0 + $1.builder.count },
      byteCount: workers.reduce(0) { $0 + $1.builder.byteCount })
    var codes: [Buffer<UInt32>] = []
    var hashes: [Buffer<UInt32>] = []
    for worker in workers {
      codes.append(try Buffer(count: max(1, worker.builder.count), zeroed: true))
      hashes.append(try worker.builder.takeHashes())
    }
    for part in gathered.parts {
      let (worker, map, hashes) = (workers[part.worker], codes[part.worker], hashes[part.worker])
      for code in part.segment.newCodes {
        if code + Self.lookAhead < hashes.count { merged.prefetch(hashes[code + Self.lookAhead]) }
        map.pointer[code] = try merged.code(worker.builder.utf8(code), hash: hashes[code])
      }
    }
    dictionary = try merged.finished()
    self.codes = codes
  }
}
