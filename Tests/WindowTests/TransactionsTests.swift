import Ledger
import TestSupport
import Testing

@testable import Window

@Suite struct TransactionsTests {
  @Test func `rows of a period are those a filter finds`() {
    var random = SplitMix64(seed: 61)
    for _ in 0..<300 {
      var transactions = Transactions()
      transactions.bookedAt = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Int64.random(in: 0...20, using: &random)
      }
      .sorted()
      let (from, to) = (Int64.random(in: -2...22, using: &random), Int64.random(in: -2...22, using: &random))
      let rows = transactions.rows(from: Instant(micros: from), to: Instant(micros: to))
      let expected = transactions.bookedAt.indices.filter {
        (transactions.bookedAt[$0]) >= from && transactions.bookedAt[$0] < to
      }
      #expect(Array(rows) == expected)
    }
  }
}

@Suite struct ContractTests {
  @Test func `every relation has a key that must be filled, and no column twice`() {
    for relation in Relation.allCases {
      let columns = Contract.columns(of: relation)
      #expect(Set(columns.map(\.name)).count == columns.count)
      #expect(
        Contract.key(of: relation).allSatisfy { key in columns.contains { $0.name == key && $0.isRequired } })
    }
    #expect(Contract.key(of: .fxRates) == ["rate_date", "currency"])
  }

  @Test func `the required columns are those of the published contract`() {
    let required = Relation.allCases.map { relation in
      Contract.columns(of: relation).filter(\.isRequired).map(\.name).joined(separator: " ")
    }
    #expect(
      required == [
        "account_id", "endpoint_id kind", "transaction_id booked_at debtor_id creditor_id amount currency",
        "request_id account_id requested_at", "change_id account_id changed_at field",
        "authorisation_id payer_id",
        "rate_date currency rate", "login_id account_id started_at", "event_id at account_id kind",
      ])
  }

  @Test func `the times of relations are their required instants`() {
    #expect(
      Relation.allCases.map { Contract.time(of: $0) ?? "-" } == [
        "-", "-", "booked_at", "requested_at", "changed_at", "-", "-", "started_at", "at",
      ])
  }

  @Test func `references point only to accounts and endpoints`() {
    for column in Relation.allCases.flatMap({ Contract.columns(of: $0) }) {
      #expect(Set(column.references).isSubset(of: [.accounts, .endpoints]))
      #expect(column.references.isEmpty || column.type == .identifier)
    }
  }

  @Test func `the places of the transactions' columns are those of the contract`() {
    let places = [
      TransactionColumn.id, TransactionColumn.bookedAt, TransactionColumn.debtor, TransactionColumn.creditor,
      TransactionColumn.amount, TransactionColumn.currency, TransactionColumn.kind, TransactionColumn.status,
      TransactionColumn.reference, TransactionColumn.authorisation, TransactionColumn.initiator,
    ]
    #expect(
      places.map { Contract.columns(of: .transactions)[$0].name } == [
        "transaction_id", "booked_at", "debtor_id", "creditor_id", "amount", "currency", "kind", "status",
        "reference", "authorisation_id", "initiated_by",
      ])
  }
}
