/// Numbers by character: pages of 256 where a page has any, 0 for what is not there. A look-up is two reads.
struct CharacterMap: Sendable {
  private var pages = [UInt16](repeating: 0, count: 0x110000 >> 8)
  /// Block 0 is the empty page.
  private var blocks = [UInt32](repeating: 0, count: 256)

  subscript(_ scalar: Unicode.Scalar) -> UInt32 {
    get { blocks[Int(pages[Int(scalar.value >> 8)]) << 8 | Int(scalar.value & 0xFF)] }
    set {
      let page = Int(scalar.value >> 8)
      if pages[page] == 0 {
        pages[page] = UInt16(blocks.count >> 8)
        blocks += [UInt32](repeating: 0, count: 256)
      }
      blocks[Int(pages[page]) << 8 | Int(scalar.value & 0xFF)] = newValue
    }
  }
}
