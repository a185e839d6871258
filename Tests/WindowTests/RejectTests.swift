import Ledger
import TestSupport
import Testing
import Window

/// A good row, broken in one place.
struct BrokenRow: Sendable, CustomTestStringConvertible {
  let relation: Relation
  let changes: [String: String?]
  let column: String
  let reason: Reject.Reason
  var value = ""

  var testDescription: String { "\(relation.rawValue).\(column) \(reason.rawValue) \(value)" }

  init(
    _ relation: Relation, _ changes: [String: String?], _ column: String, _ reason: Reject.Reason,
    _ value: String = ""
  ) {
    (self.relation, self.changes, self.column, self.reason, self.value) = (
      relation, changes, column, reason, value
    )
  }

  /// The broken row; its key is fresh unless the fault is in the key.
  var row: Row {
    let key = Contract.key(of: relation)[0]
    let fresh: [String: String?] = relation == .fxRates ? ["rate_date": "2026-02-02"] : [key: "new"]
    return Sample.row(relation).changed(fresh).changed(changes)
  }

  static let parties: [BrokenRow] = [
    BrokenRow(.accounts, ["account_id": nil], "account_id", .nullKey),
    BrokenRow(.accounts, ["account_id": "a"], "account_id", .duplicateKey),
    BrokenRow(.accounts, ["holder_type": "robot"], "holder_type", .unknownWord, "robot"),
    BrokenRow(.accounts, ["role": "Worker"], "role", .unknownWord, "Worker"),
    BrokenRow(.accounts, ["status": ""], "status", .unknownWord),
    BrokenRow(.endpoints, ["endpoint_id": nil], "endpoint_id", .nullKey),
    BrokenRow(.endpoints, ["endpoint_id": "e"], "endpoint_id", .duplicateKey),
    BrokenRow(.endpoints, ["endpoint_id": "b"], "endpoint_id", .duplicateKey),
    BrokenRow(.endpoints, ["kind": nil], "kind", .nullValue),
    BrokenRow(.endpoints, ["kind": "cash"], "kind", .unknownWord, "cash"),
    BrokenRow(.endpoints, ["account_id": "x"], "account_id", .unknownParty, "x"),
    BrokenRow(.endpoints, ["account_id": "e"], "account_id", .unknownParty, "e"),
    BrokenRow(.fxRates, ["rate_date": nil], "rate_date", .nullKey),
    BrokenRow(.fxRates, ["currency": nil], "currency", .nullKey),
    BrokenRow(.fxRates, ["rate": nil], "rate", .nullValue),
    BrokenRow(.fxRates, ["rate": "0"], "rate", .amountNotPositive, "0"),
    BrokenRow(.fxRates, ["rate": "NaN"], "rate", .amountNotANumber, "NaN"),
    BrokenRow(.fxRates, ["rate_date": "2026-02-01"], "rate_date", .duplicateKey, "2026-02-01 EUR"),
  ]

  static let transactions: [BrokenRow] = [
    BrokenRow(.transactions, ["transaction_id": nil], "transaction_id", .nullKey),
    BrokenRow(.transactions, ["transaction_id": "t1"], "transaction_id", .duplicateKey),
    BrokenRow(.transactions, ["booked_at": nil], "booked_at", .nullValue),
    BrokenRow(
      .transactions, ["booked_at": "2026-03-02 00:00:00.000001"], "booked_at", .futureTime,
      "2026-03-02T00:00:00.000001Z"),
    BrokenRow(.transactions, ["debtor_id": nil], "debtor_id", .nullValue),
    BrokenRow(.transactions, ["debtor_id": "x"], "debtor_id", .unknownParty, "x"),
    BrokenRow(.transactions, ["creditor_id": nil], "creditor_id", .nullValue),
    BrokenRow(.transactions, ["creditor_id": "A"], "creditor_id", .unknownParty, "A"),
    BrokenRow(.transactions, ["amount": nil], "amount", .nullValue),
    BrokenRow(.transactions, ["amount": "0.00"], "amount", .amountNotPositive, "0.00"),
    BrokenRow(.transactions, ["amount": "-1"], "amount", .amountNotPositive, "-1"),
    BrokenRow(.transactions, ["amount": "0.0000001"], "amount", .amountNotPositive, "0.0000001"),
    BrokenRow(.transactions, ["amount": "NaN"], "amount", .amountNotANumber, "NaN"),
    BrokenRow(.transactions, ["amount": "9223372036855"], "amount", .amountTooLarge, "9223372036855"),
    BrokenRow(.transactions, ["currency": nil], "currency", .nullValue),
    BrokenRow(.transactions, ["currency": "XYZ"], "currency", .noRate, "XYZ"),
    BrokenRow(.transactions, ["booked_at": "2026-02-10"], "currency", .noRate, "EUR"),
    BrokenRow(.transactions, ["kind": "gift"], "kind", .unknownWord, "gift"),
    BrokenRow(.transactions, ["status": "SETTLED"], "status", .unknownWord, "SETTLED"),
  ]

  static let records: [BrokenRow] = [
    BrokenRow(.payoutRequests, ["request_id": nil], "request_id", .nullKey),
    BrokenRow(.payoutRequests, ["request_id": "r1"], "request_id", .duplicateKey),
    BrokenRow(.payoutRequests, ["account_id": nil], "account_id", .nullValue),
    BrokenRow(.payoutRequests, ["account_id": "e"], "account_id", .unknownParty, "e"),
    BrokenRow(.payoutRequests, ["requested_at": nil], "requested_at", .nullValue),
    BrokenRow(
      .payoutRequests, ["requested_at": "2027-01-01"], "requested_at", .futureTime, "2027-01-01T00:00:00Z"),
    BrokenRow(.payoutRequests, ["endpoint_id": "a"], "endpoint_id", .unknownParty, "a"),
    BrokenRow(.payoutRequests, ["method": "gold"], "method", .unknownWord, "gold"),
    BrokenRow(.payoutRequests, ["amount": "-5"], "amount", .amountNotPositive, "-5"),
    BrokenRow(.payoutRequests, ["amount": "Infinity"], "amount", .amountNotANumber, "Infinity"),
    BrokenRow(.paymentDetailChanges, ["change_id": nil], "change_id", .nullKey),
    BrokenRow(.paymentDetailChanges, ["change_id": "c1"], "change_id", .duplicateKey),
    BrokenRow(.paymentDetailChanges, ["account_id": nil], "account_id", .nullValue),
    BrokenRow(.paymentDetailChanges, ["changed_at": nil], "changed_at", .nullValue),
    BrokenRow(
      .paymentDetailChanges, ["changed_at": "2027-01-01"], "changed_at", .futureTime, "2027-01-01T00:00:00Z"),
    BrokenRow(.paymentDetailChanges, ["field": nil], "field", .nullValue),
    BrokenRow(.paymentDetailChanges, ["field": "shoe_size"], "field", .unknownWord, "shoe_size"),
    BrokenRow(.paymentDetailChanges, ["endpoint_id": "x"], "endpoint_id", .unknownParty, "x"),
    BrokenRow(.authorisations, ["authorisation_id": nil], "authorisation_id", .nullKey),
    BrokenRow(.authorisations, ["authorisation_id": "h1"], "authorisation_id", .duplicateKey),
    BrokenRow(.authorisations, ["payer_id": nil], "payer_id", .nullValue),
    BrokenRow(.authorisations, ["payer_id": "x"], "payer_id", .unknownParty, "x"),
    BrokenRow(.authorisations, ["payee_id": "x"], "payee_id", .unknownParty, "x"),
    BrokenRow(.authorisations, ["kind": "handshake"], "kind", .unknownWord, "handshake"),
    BrokenRow(.authorisations, ["amount_limit": "0"], "amount_limit", .amountNotPositive, "0"),
    BrokenRow(.authorisations, ["amount_limit": "NaN"], "amount_limit", .amountNotANumber, "NaN"),
    BrokenRow(.logins, ["login_id": nil], "login_id", .nullKey),
    BrokenRow(.logins, ["login_id": "l1"], "login_id", .duplicateKey),
    BrokenRow(.logins, ["account_id": nil], "account_id", .nullValue),
    BrokenRow(.logins, ["account_id": "e"], "account_id", .unknownParty, "e"),
    BrokenRow(.logins, ["started_at": nil], "started_at", .nullValue),
    BrokenRow(.logins, ["started_at": "2027-01-01"], "started_at", .futureTime, "2027-01-01T00:00:00Z"),
    BrokenRow(.platformEvents, ["event_id": nil], "event_id", .nullKey),
    BrokenRow(.platformEvents, ["event_id": "p1"], "event_id", .duplicateKey),
    BrokenRow(.platformEvents, ["at": nil], "at", .nullValue),
    BrokenRow(.platformEvents, ["at": "2027-01-01"], "at", .futureTime, "2027-01-01T00:00:00Z"),
    BrokenRow(.platformEvents, ["account_id": nil], "account_id", .nullValue),
    BrokenRow(.platformEvents, ["counterparty_id": "e"], "counterparty_id", .unknownParty, "e"),
    BrokenRow(.platformEvents, ["kind": nil], "kind", .nullValue),
    BrokenRow(.platformEvents, ["kind": "wink"], "kind", .unknownWord, "wink"),
  ]
}

@Suite struct RejectTests {
  @Test(arguments: BrokenRow.parties + BrokenRow.transactions + BrokenRow.records)
  func `a broken row is kept apart with its place, and the good rows stay`(broken: BrokenRow) {
    let good = Sample.build(Sample.rows)
    #expect(good.rejects == [])
    let (window, rejects, sum) = Sample.build(Sample.rows + [broken.row])
    let key = broken.relation == .fxRates ? "" : broken.row.cells[Contract.key(of: broken.relation)[0]] ?? ""
    #expect(
      rejects == [
        Reject(
          relation: broken.relation, recordID: key, column: broken.column, reason: broken.reason,
          value: broken.value)
      ])
    #expect(window.lines == good.window.lines)
    #expect(sum == good.amountSum)
  }

  @Test func `every reason there is has a row that gives it`() {
    let all = BrokenRow.parties + BrokenRow.transactions + BrokenRow.records
    #expect(Set(all.map(\.reason)) == Set(Reject.Reason.allCases))
  }

  @Test(arguments: Reject.Reason.allCases)
  func `a sentence names relation, column and row`(reason: Reject.Reason) {
    let reject = Reject(
      relation: .transactions, recordID: "t9", column: "amount", reason: reason, value: "-1")
    #expect(reject.sentence.hasPrefix("transactions.amount, row t9: "))
    let keyless = Reject(relation: .accounts, recordID: "", column: "account_id", reason: reason)
    #expect(keyless.sentence.hasPrefix("accounts.account_id, a row without a key: "))
  }

  @Test func `a long unknown word is cut short`() {
    let word = String(repeating: "x", count: 1_000)
    let rejects = Sample.build(
      Sample.rows + [Sample.row(.accounts).changed(["account_id": "n", "role": word])]
    ).rejects
    #expect(rejects.map(\.value) == [String(repeating: "x", count: 40)])
  }

  @Test func `a reference to a rejected party is rejected too`() {
    let account = Row(.accounts, ["account_id": "z", "role": "pirate"])
    let transaction = Sample.row(.transactions).changed(["transaction_id": "t2", "debtor_id": "z"])
    let rejects = Sample.build(Sample.rows + [account, transaction]).rejects
    #expect(rejects.map(\.reason) == [.unknownWord, .unknownParty])
  }
}
