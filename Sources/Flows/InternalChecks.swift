import Ledger
import Window

// What must hold of every trace, whatever the ledger. Checked where the compiler is given WEIR_INTERNAL_CHECKS, as debug
// builds are (Package.swift), and compiled to nothing elsewhere. A failure is a defect of this module, and traps.

extension Trace {
  /// ``Links/checkInvariants(of:parameters:)`` and ``Reach/checkInvariants(of:)``. O(rows + links + reached rows).
  @inline(__always)
  func checkInvariants(of window: borrowing Window) {
    #if WEIR_INTERNAL_CHECKS
      links.checkInvariants(of: window.transactions, parameters: parameters)
      reach.checkInvariants(of: window.transactions)
    #endif
  }
}

extension Links {
  /// Each link leads from a credit of an account to a later debit of it within the dwell limit, in the convention's order;
  /// nothing is drawn twice; and no debit goes unexplained while a lot that it could draw on has money left.
  @inline(__always)
  func checkInvariants(of table: Transactions, parameters: TraceParameters) {
    #if WEIR_INTERNAL_CHECKS
      precondition(credit.count == amount.count, "columns of links differ in length")
      checkDraws(of: table, parameters: parameters)
      checkNothingIsPassedOver(in: table, maxDwell: parameters.maxDwell)
    #endif
  }

  #if WEIR_INTERNAL_CHECKS
    private func checkDraws(of table: Transactions, parameters: TraceParameters) {
      var given = Array(repeating: Int128(0), count: rows.count)
      for row in rows {
        var drawn: Int128 = 0
        for link in into(row) {
          let source = Int(credit[link])
          precondition(rows.contains(source), "a link leads out of the rows traced")
          precondition(table.creditor[source] == table.debtor[row], "a link joins two accounts")
          precondition(
            isCounted(source, in: table) && isCounted(row, in: table), "a link at a row that does not count")
          let dwell = table.bookedAt[row] - table.bookedAt[source]
          precondition(
            dwell >= 0 && dwell <= parameters.maxDwell.micros, "a link rests too long, or goes back in time")
          precondition(amount[link] > 0, "a link carries nothing")
          if link > into(row).lowerBound {
            let isOlder = credit[link - 1] < credit[link]
            precondition(
              isOlder == (parameters.convention != .lifo), "links of a debit stand in no order of time")
          }
          drawn += Int128(amount[link])
          given[source - rows.lowerBound] += Int128(amount[link])
        }
        precondition(drawn <= Int128(table.amount[row]), "a debit draws more than it pays")
      }
      for row in rows where given[row - rows.lowerBound] > 0 {
        let rest = Int128(left(row))
        precondition(
          rest >= 0 && given[row - rows.lowerBound] + rest == Int128(table.amount[row]),
          "a credit gives what it has not")
      }
    }

    /// From the latest row back: a debit not wholly explained must have emptied every lot then live.
    private func checkNothingIsPassedOver(in table: Transactions, maxDwell: Span) {
      let parties = rows.reduce(0) { max($0, Int(table.debtor[$1]) + 1, Int(table.creditor[$1]) + 1) }
      var isMatched = Array(repeating: false, count: parties)
      for row in rows where !into(row).isEmpty { isMatched[Int(table.debtor[row])] = true }
      /// When lots did not cover the next debit in time, by party.
      var shortAt: [Int64?] = Array(repeating: nil, count: parties)
      var end = rows.upperBound
      while end > rows.lowerBound {
        var first = end - 1
        while first > rows.lowerBound, table.bookedAt[first - 1] == table.bookedAt[end - 1] { first -= 1 }
        for row in first..<end where isMatched[Int(table.debtor[row])] && isCounted(row, in: table) {
          if explained(row) < table.amount[row] { shortAt[Int(table.debtor[row])] = table.bookedAt[row] }
        }
        for row in first..<end where isMatched[Int(table.creditor[row])] && isCounted(row, in: table) {
          guard let at = shortAt[Int(table.creditor[row])], at - table.bookedAt[row] <= maxDwell.micros else {
            continue
          }
          precondition(left(row) == 0, "a debit passes over money that it could draw on")
        }
        end = first
      }
    }

    private func isCounted(_ row: Int, in table: Transactions) -> Bool {
      table.status[row] == .settled && table.debtor[row] != table.creditor[row]
    }
  #endif
}

extension Reach {
  /// Of no transaction more than its amount reaches the sinks, all classes and distances together.
  @inline(__always)
  func checkInvariants(of table: Transactions) {
    #if WEIR_INTERNAL_CHECKS
      var arrived: [Int32: Int128] = [:]
      for level in levels {
        precondition(
          level.rows.count == level.amounts.count && !level.rows.isEmpty, "a level is empty or uneven")
        precondition(Set(level.rows).count == level.rows.count, "a level has a row twice")
        for (row, amount) in zip(level.rows, level.amounts) {
          precondition(amount > 0, "a row reaches a sink with nothing")
          arrived[row, default: 0] += Int128(amount)
        }
      }
      for (row, amount) in arrived {
        precondition(amount <= Int128(table.amount[Int(row)]), "more arrives of a transaction than was paid")
      }
    #endif
  }
}
