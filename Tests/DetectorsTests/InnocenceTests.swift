import Detection
import Detectors
import TestSupport
import Testing

/// A silent case, and the one fact that makes it innocent taken away.
struct Innocence: Sendable, CustomTestStringConvertible {
  let detector: any Detector.Type
  /// How the case's title begins.
  let title: String
  let without: String
  let spoil: @Sendable (inout DetectorCase) -> Void

  var testDescription: String { "\(title), without \(without)" }

  init(
    _ detector: any Detector.Type, _ title: String, without: String,
    _ spoil: @escaping @Sendable (inout DetectorCase) -> Void
  ) {
    self.detector = detector
    self.title = title
    self.without = without
    self.spoil = spoil
  }

  static let charges: [Innocence] = [
    Innocence(InstallmentCharges.self, "N5a", without: "an old merchant") {
      $0.set("opened_at", "2025-08-01", in: "accounts")
    },
    Innocence(InstallmentCharges.self, "N5b metered cloud under", without: "invoices") {
      $0.tables["authorisations"] = nil
      $0.set("opened_at", "2025-08-01", in: "accounts")
    },
    Innocence(InstallmentCharges.self, "N5b metered cloud of", without: "an old vendor") {
      $0.set("opened_at", "2025-08-01", in: "accounts")
    },
    Innocence(InstallmentCharges.self, "N5c", without: "a third other payer") {
      $0.drop("transactions", "o3")
    },
    Innocence(InstallmentCharges.self, "N17", without: "refunds") {
      $0.tables["transactions"]?.removeAll { $0["kind"] == "refund" }
    },
    Innocence(InstallmentCharges.self, "N17", without: "refunds in time") {
      $0.settings["refund_period"] = "1d"
    },
    Innocence(InstallmentCharges.self, "an instalment plan", without: "a contract") {
      $0.set("kind", "invoice", in: "authorisations")
    },
    Innocence(InstallmentCharges.self, "a payer's own accounts", without: "one name") {
      $0.change("holder_name", to: "Nimbus Tools LLC", in: "accounts", where: "acme-2")
    },
    Innocence(InstallmentCharges.self, "a mandate covers", without: "the payee's mandate") {
      $0.set("amount_limit", "100", in: "authorisations")
    },
    Innocence(InstallmentCharges.self, "a service account", without: "so many merchants") { example in
      for place in (example.tables["transactions"] ?? []).indices {
        let isOdd = place.isMultiple(of: 2)
        example.tables["transactions"]?[place]["creditor_id"] = isOdd ? "m1" : "m2"
      }
    },
  ]

  static let changes: [Innocence] = [
    Innocence(PaymentDetailChurn.self, "N9 a bank merger", without: "enough payees") {
      $0.settings["migration_payees"] = "5"
    },
    Innocence(PaymentDetailChurn.self, "N9 a bank merger", without: "another's hand") { example in
      for place in (example.tables["payment_detail_changes"] ?? []).indices {
        let account = example.tables["payment_detail_changes"]?[place]["account_id"]
        example.tables["payment_detail_changes"]?[place]["actor"] = account
      }
    },
    Innocence(PaymentDetailChurn.self, "N9 a migration", without: "a batch") {
      $0.set("batch_id", nil, in: "payment_detail_changes")
    },
    Innocence(PaymentDetailChurn.self, "N10", without: "the haste") { $0.settings["typing_period"] = "1d" },
    Innocence(PaymentDetailChurn.self, "N10", without: "an unpaid slip") {
      $0.pay("w-1", "e-2", at: "2026-02-02 09:00")
    },
    Innocence(PaymentDetailChurn.self, "N10", without: "one institution") {
      $0.change("bic", to: "QEXBUS33", in: "endpoints", where: "e-3")
      $0.change("new_value", to: "771122334455", in: "payment_detail_changes", where: "d1")
      $0.change("account_number", to: "771122334455", in: "endpoints", where: "e-3")
    },
    Innocence(PaymentDetailChurn.self, "N11", without: "a name in common") {
      $0.change("new_value", to: "Robert Stone", in: "payment_detail_changes", where: "d0")
    },
    Innocence(PaymentDetailChurn.self, "N16", without: "a year between") {
      $0.change("changed_at", to: "2026-02-01", in: "payment_detail_changes", where: "d0")
    },
    Innocence(PaymentDetailChurn.self, "a second account", without: "another currency") {
      $0.set("currency", "USD", in: "transactions")
    },
    Innocence(PaymentDetailChurn.self, "tried and undone", without: "unpaid days between") {
      $0.pay("w-1", "e-2", at: "2026-03-02 09:00")
      $0.pay("w-1", "e-2", at: "2026-02-01 10:20")
    },
    Innocence(PaymentDetailChurn.self, "N4 a couple", without: "a common phone") {
      $0.set("phone", nil, in: "accounts")
    },
    Innocence(PaymentDetailChurn.self, "N4 an account in", without: "both names on it") {
      $0.set("holder_name", "Anna Berg", in: "endpoints")
    },
    Innocence(PaymentDetailChurn.self, "N2 a payroll", without: "a contract") {
      $0.change("payee_id", to: "acme", in: "authorisations", where: "k-1")
      $0.change("role", to: "worker", in: "accounts", where: "bureau")
    },
    Innocence(PaymentDetailChurn.self, "two changes, but", without: "a lack of payouts") {
      $0.pay("w-1", "e-3", at: "2026-03-14 09:00")
    },
  ]
}

extension DetectorCase {
  /// Gives every row of a table one value, or none.
  mutating func set(_ column: String, _ value: String?, in table: String) {
    for place in (tables[table] ?? []).indices { tables[table]?[place][column] = value }
  }

  /// Gives the row with a key a value.
  mutating func change(_ column: String, to value: String, in table: String, where key: String) {
    for place in (tables[table] ?? []).indices where tables[table]?[place]["#key"] == key {
      tables[table]?[place][column] = value
    }
  }

  /// Makes everything that one party pays go to another.
  mutating func move(_ table: String, from debtor: String, to creditor: String) {
    for place in (tables[table] ?? []).indices where tables[table]?[place]["debtor_id"] == debtor {
      tables[table]?[place]["creditor_id"] = creditor
    }
  }

  mutating func drop(_ table: String, _ key: String) {
    tables[table]?.removeAll { $0["#key"] == key }
  }

  mutating func pay(_ payee: String, _ endpoint: String, at: String) {
    tables["transactions", default: []].append([
      "transaction_id": "paid-\(at)", "booked_at": at, "debtor_id": payee, "creditor_id": endpoint,
      "amount": "1000",
      "kind": "payout",
    ])
  }
}

extension Innocence {
  /// A case that is silent for any other reason than its own proves nothing: without its reason it must fire.
  func check() throws {
    let cases = try DetectorUnderTest.cases(of: detector)
    let found = cases.first { $0.kind == "silent" && $0.title.hasPrefix(title) }
    let example = try #require(found, "no silent case begins with '\(title)'")
    let test = DetectorUnderTest(detector: detector, example: example)
    #expect(try test.findings().findings.isEmpty)
    var spoilt = example
    spoil(&spoilt)
    #expect(try !test.findings(in: spoilt).findings.isEmpty, "\(testDescription): must fire")
  }
}

@Suite struct InnocenceTests {
  @Test(arguments: Innocence.charges + Innocence.changes + Innocence.movements + Innocence.accounts)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }
}
