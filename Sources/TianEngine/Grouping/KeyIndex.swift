import CTian
import TianSource

/// Gives every different key a number from 0, in order of appearance. Keys are words (see `KeyLayout`).
/// Where few keys are possible, or most of them will come, they are looked up in a plain array; others by
/// open addressing, the key itself (or, of several words, its hash) beside its number, at most two thirds
/// full.
final class KeyIndex {
  /// Layouts of so many bits are looked up directly: 2^16 numbers are a quarter of a MiB, which stays in
  /// cache.
  private static let directBitsMax: UInt64 = 16
  /// The most bits where the number of rows, not of keys, speaks for it: 16 MiB.
  private static let touchedBitsMax: UInt64 = 22

  private struct Slot: BitwiseCopyable {
    var tag: UInt64
    /// Number + 1; 0 is a free slot.
    var number: UInt32
  }

  let wordCount: Int
  private(set) var count = 0
  /// The words of every key, by number.
  private(set) var keys = GrowingBuffer<UInt64>()
  private var direct: Buffer<UInt32>?
  private var slots: Buffer<Slot>
  private var slotMask: Int
  private let seed = HashSeed.value

  /// - Parameters:
  ///   - expecting: how many keys there may be: room for them is made at once.
  ///   - rowCount: how many rows will be looked up, where that is known: a plain array of a few places for
  ///     each is worth its room, of which only what is touched is had.
  init(_ layout: KeyLayout, expecting: Int = 0, rowCount: Int = 0) throws(Diagnostic) {
    wordCount = layout.wordCount
    func isFew(_ keyCount: Int, bitsMax: UInt64) -> Bool {
      layout.usedBits <= bitsMax && 1 << Int(layout.usedBits) <= 4 * keyCount
    }
    let isDirect =
      wordCount == 1
      && (layout.usedBits <= Self.directBitsMax || isFew(expecting, bitsMax: 31)
        || isFew(rowCount, bitsMax: Self.touchedBitsMax))
    if isDirect { direct = try Buffer(count: 1 << Int(layout.usedBits), zeroed: true) }
    var capacity = 1024
    while !isDirect, capacity < expecting * 2 { capacity *= 2 }
    slots = try Buffer(count: isDirect ? 0 : capacity, zeroed: true)
    slotMask = capacity - 1
  }

  init(wordCount: Int) throws(Diagnostic) {
    self.wordCount = wordCount
    slots = try Buffer(count: 1024, zeroed: true)
    slotMask = 1023
  }

  /// The number of each key; new keys get the next ones. `newRows` receives the rows that brought them, and
  /// must have room for `rowCount`. Returns how many were new.
  func assign(
    _ words: UnsafePointer<UInt64>, _ rowCount: Int, numbers: UnsafeMutablePointer<UInt32>,
    newRows: UnsafeMutablePointer<UInt32>
  ) throws(Diagnostic) -> Int {
    try reserve(rowCount)
    var new = NewKeys(room: try keys.reserve(rowCount * wordCount), newRows, wordCount, count)
    if let table = direct?.pointer {
      for row in 0..<rowCount {
        let key = Int(truncatingIfNeeded: words[row])
        if table[key] == 0 { table[key] = new.add(words + row, row) }
        numbers[row] = table[key] &- 1
      }
    } else if wordCount == 1 {
      assignSingle(words, rowCount, numbers, &new)
    } else {
      let table = slots.pointer
      for row in 0..<rowCount {
        let key = words + row * wordCount
        let hash = Hashing.hash(key, count: wordCount, seed: seed)
        let slot = find(key, hash)
        if table[slot].number == 0 { table[slot] = Slot(tag: hash, number: new.add(key, row)) }
        numbers[row] = table[slot].number &- 1
      }
    }
    let added = new.count - count
    keys.removeLast((rowCount - added) * wordCount)
    count = new.count
    return added
  }

  /// The same for more keys than a batch has. Returns how many were new.
  @discardableResult
  func assignAll(
    _ words: UnsafePointer<UInt64>, _ rowCount: Int, numbers: UnsafeMutablePointer<UInt32>,
    newRows: UnsafeMutablePointer<UInt32>
  ) throws(Diagnostic) -> Int {
    var added = 0
    try Execution.inPieces(0..<rowCount) { range throws(Diagnostic) in
      let start = range.lowerBound
      let new = try assign(
        words + start * wordCount, range.count, numbers: numbers + start, newRows: newRows + added)
      for place in added..<added + new { newRows[place] += UInt32(truncatingIfNeeded: start) }
      added += new
    }
    return added
  }

  private func assignSingle(
    _ words: UnsafePointer<UInt64>, _ rowCount: Int, _ numbers: UnsafeMutablePointer<UInt32>,
    _ new: inout NewKeys
  ) {
    let table = slots.pointer
    var row = 0
    var ahead = Lookahead(repeating: 0)
    while row < rowCount {
      let end = min(rowCount, row + ahead.count)
      hash(words + row, end - row, into: &ahead)
      for place in 0..<(end - row) {
        let key = words[row + place]
        let slot = find(key, from: ahead[place])
        if table[slot].number == 0 {
          table[slot] = Slot(tag: key, number: new.add(words + row + place, row + place))
        }
        numbers[row + place] = table[slot].number &- 1
      }
      row = end
    }
  }

  /// Where the words and the rows of keys go that come for the first time.
  private struct NewKeys {
    private var words: UnsafeMutablePointer<UInt64>
    private var rows: UnsafeMutablePointer<UInt32>
    private let wordCount: Int
    /// How many keys there are.
    private(set) var count: Int

    /// - Parameter room: for the words of as many keys as may come.
    init(
      room: UnsafeMutablePointer<UInt64>, _ rows: UnsafeMutablePointer<UInt32>, _ wordCount: Int, _ count: Int
    ) {
      (words, self.rows, self.wordCount, self.count) = (room, rows, wordCount, count)
    }

    /// The key's number + 1.
    @inline(__always) mutating func add(_ key: UnsafePointer<UInt64>, _ row: Int) -> UInt32 {
      for word in 0..<wordCount { words[word] = key[word] }
      words += wordCount
      rows.pointee = UInt32(truncatingIfNeeded: row)
      rows += 1
      count += 1
      return UInt32(truncatingIfNeeded: count)
    }
  }

  /// The number of each key, `UInt32.max` where it has none.
  func find(
    _ words: UnsafePointer<UInt64>, _ rowCount: Int, numbers: UnsafeMutablePointer<UInt32>
  ) {
    if let direct {
      let table = direct.pointer
      for row in 0..<rowCount {
        let key = words[row]
        numbers[row] = key < UInt64(direct.count) ? table[Int(key)] &- 1 : .max
      }
    } else if wordCount == 1 {
      var row = 0
      var ahead = Lookahead(repeating: 0)
      while row < rowCount {
        let end = min(rowCount, row + ahead.count)
        hash(words + row, end - row, into: &ahead)
        for place in 0..<(end - row) {
          numbers[row + place] = slots.pointer[find(words[row + place], from: ahead[place])].number &- 1
        }
        row = end
      }
    } else {
      for row in 0..<rowCount {
        let key = words + row * wordCount
        let slot = find(key, Hashing.hash(key, count: wordCount, seed: seed))
        numbers[row] = slots.pointer[slot].number &- 1
      }
    }
  }

  /// Where the next keys' slots are, asked for together: a table larger than the caches answers many
  /// look-ups in the time of one.
  private typealias Lookahead = InlineArray<64, Int>

  /// The places where keys are looked for first; their cache lines are on their way afterwards.
  @inline(__always) private func hash(
    _ keys: UnsafePointer<UInt64>, _ count: Int, into ahead: inout Lookahead
  ) {
    let table = slots.pointer
    for place in 0..<count {
      let slot = Int(truncatingIfNeeded: Hashing.hash(keys[place], seed: seed)) & slotMask
      ahead[place] = slot
      tian_prefetch(table + slot)
    }
  }

  /// The slot of a key, or the free one where it would stand. A free one exists: a third of the table is
  /// free.
  @inline(__always) private func find(_ key: UInt64, from start: Int) -> Int {
    let table = slots.pointer
    var slot = start
    while table[slot].number != 0, table[slot].tag != key { slot = (slot &+ 1) & slotMask }
    return slot
  }

  @inline(__always) private func find(_ key: UnsafePointer<UInt64>, _ hash: UInt64) -> Int {
    let table = slots.pointer
    var slot = Int(truncatingIfNeeded: hash) & slotMask
    while table[slot].number != 0 {
      if table[slot].tag == hash, equals(key, Int(table[slot].number - 1)) { break }
      slot = (slot &+ 1) & slotMask
    }
    return slot
  }

  private func equals(_ key: UnsafePointer<UInt64>, _ number: Int) -> Bool {
    guard let stored = keys.pointer else { return false }
    for word in 0..<wordCount where stored[number * wordCount + word] != key[word] { return false }
    return true
  }

  /// Room for so many new keys before the next look-up.
  @inline(never) private func reserve(_ added: Int) throws(Diagnostic) {
    guard direct == nil, (count + added) * 3 > slots.count * 2 else { return }
    var capacity = slots.count
    while (count + added) * 3 > capacity * 2 { capacity *= capacity < 1 << 16 ? 4 : 2 }
    let larger = try Buffer<Slot>(count: capacity, zeroed: true)
    let mask = capacity - 1
    let smaller = slots.pointer
    try Execution.inPieces(0..<slots.count) { range in
      for place in range where smaller[place].number != 0 {
        let old = smaller[place]
        let hash = wordCount == 1 ? Hashing.hash(old.tag, seed: seed) : old.tag
        var slot = Int(truncatingIfNeeded: hash) & mask
        while larger.pointer[slot].number != 0 { slot = (slot + 1) & mask }
        larger.pointer[slot] = old
      }
    }
    slots = larger
    slotMask = mask
  }
}
