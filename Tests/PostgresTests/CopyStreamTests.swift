import Testing

@testable import Postgres

/// The format itself, in pieces no server happens to send.
struct CopyStreamTests {
  private let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [0, 0, 0, 0] + [0, 0, 0, 0]
  private let rows: [UInt8] = [
    0, 2, 0, 0, 0, 1, 0x61, 0xFF, 0xFF, 0xFF, 0xFF,  // a, NULL
    0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0x62, 0x63, 0x64,  // '', bcd
  ]
  private let trailer: [UInt8] = [0xFF, 0xFF]

  private func read(_ stream: [UInt8], piece: Int, room: Int = 9, width: Int = 2) throws -> (
    rows: [[String?]], complete: Bool
  ) {
    var parser = CopyStream(Array(repeating: .bytes, count: width))
    var read: [[String?]] = []
    for start in stride(from: 0, to: stream.count, by: piece) {
      parser.append(Array(stream[start..<min(stream.count, start + piece)]), rows: room)
      while let batch = try parser.next() {
        #expect((1...room).contains(batch.count))
        for row in 0..<batch.count { read.append((0..<width).map { batch.text(row, $0) }) }
      }
    }
    return (read, parser.isComplete)
  }

  @Test func `pieces of any size give the same rows`() throws {
    let stream = header + rows + trailer
    for piece in 1...stream.count {
      let (rows, complete) = try read(stream, piece: piece)
      #expect(rows == [["a", nil], ["", "bcd"]])
      #expect(complete)
    }
  }

  @Test func `more rows than there is room for come in several batches`() throws {
    let stream = header + rows + rows + rows + trailer
    for room in 1...7 {
      let (rows, complete) = try read(stream, piece: stream.count, room: room)
      #expect(rows == Array(repeating: [["a", nil], ["", "bcd"]], count: 3).flatMap(\.self))
      #expect(complete)
    }
  }

  @Test func `a header extension is stepped over`() throws {
    var stream = header + rows + trailer
    stream[18] = 3
    stream.insert(contentsOf: [7, 7, 7], at: 19)
    #expect(try read(stream, piece: 5).rows.count == 2)
  }

  @Test func `a stream without trailer is not complete`() throws {
    #expect(try !read(header + rows, piece: 7).complete)
  }

  @Test
  func
    `a wrong signature, a critical flag, a wrong width, a negative length and bytes after the end are refused`()
  {
    var signature = header + rows + trailer
    signature[3] ^= 1
    var flag = header + rows + trailer
    flag[12] = 1
    var length = header + rows + trailer
    length.replaceSubrange(21..<25, with: [0xFF, 0xFF, 0xFF, 0xFE])
    for stream in [signature, flag, length, header + rows + trailer + [0]] {
      #expect(throws: PostgresError.self) { try read(stream, piece: stream.count) }
    }
    #expect(throws: PostgresError.self) { try read(header + rows + trailer, piece: 9, width: 3) }
  }
}
