import Ledger
import Synchronization
import Testing

@Suite struct ConcurrentlyTests {
  private struct Refused: Error, Equatable { let number: Int }

  @Test func `both halves are mapped, in order`() throws {
    for count in 0..<9 {
      #expect(try Array(0..<count).halvesMapped { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: [[3], [7], [3, 7], [0, 9]])
  func `the first that cannot be mapped is the one that is told`(refused: [Int]) {
    #expect(throws: Refused(number: refused[0])) {
      _ = try Array(0..<10).halvesMapped { number in
        if refused.contains(number) { throw Refused(number: number) }
        return number
      }
    }
  }

  @Test func `one is made while another is used, each once and in order`() throws {
    for count in 0..<5 {
      let made = Mutex<[Int]>([])
      var used: [Int] = []
      oneAhead(Array(0..<count)) { number in
        made.withLock { $0.append(number) }
        return number
      } use: {
        used.append($0)
      }
      #expect(used == Array(0..<count))
      #expect(made.withLock { $0 } == used)
    }
  }

  @Test func `what cannot be used ends it, and nothing is being made afterwards`() {
    let made = Mutex(0)
    #expect(throws: Refused(number: 1)) {
      try oneAhead(Array(0..<9)) { number in
        made.withLock { $0 += 1 }
        return number
      } use: {
        if $0 == 1 { throw Refused(number: $0) }
      }
    }
    #expect(made.withLock { $0 } == 3)
  }

  @Test func `what was begun is there when it is asked for, however often`() {
    let work = Underway { 6 * 7 }
    #expect(work.value == 42 && work.value == 42)
  }
}
