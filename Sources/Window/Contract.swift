package import Ledger

/// What a column of the source contract holds (design §3).
package enum ContractType: Sendable, Equatable {
  /// text, varchar, uuid, int4 or int8; compared in its text form.
  case identifier
  case text
  /// One of a closed set of words.
  case word([String])
  /// timestamptz
  case instant
  /// date
  case date
  /// numeric, positive, in major units.
  case amount
  /// int2, int4 or int8
  case integer
}

/// A column of the source contract.
package struct ContractColumn: Sendable {
  package let name: String
  package let type: ContractType
  /// Whether null breaks the contract.
  package let isRequired: Bool
  /// The relations whose key this identifier must be; empty when it points nowhere.
  package let references: [Relation]
}

/// The source contract as data: what `weir contract` prints, `weir check` verifies and the reader reads.
package enum Contract {
  /// The columns of a relation, in the order they are read. The first is the key. O(1).
  package static func columns(of relation: Relation) -> [ContractColumn] { tables[relation] ?? [] }

  private static let tables = Dictionary(uniqueKeysWithValues: Relation.allCases.map { ($0, table($0)) })

  private static func table(_ relation: Relation) -> [ContractColumn] {
    switch relation {
    case .accounts:
      [
        key("account_id"), word("holder_type", HolderType.self), word("role", AccountRole.self),
        text("holder_name"),
        text("country"), word("status", AccountStatus.self), instant("opened_at"), instant("verified_at"),
        instant("closed_at"), text("email"), text("phone"),
      ]
    case .endpoints:
      [
        key("endpoint_id"), word("kind", EndpointKind.self, isRequired: true),
        reference("account_id", [.accounts]),
        text("holder_name"), text("institution_name"), text("bic"), text("clearing_code"),
        text("account_number"),
        text("card_prefix"), text("country"), text("network"), text("address"), instant("added_at"),
      ]
    case .transactions:
      [
        key("transaction_id"), instant("booked_at", isRequired: true),
        reference("debtor_id", [.accounts, .endpoints], isRequired: true),
        reference("creditor_id", [.accounts, .endpoints], isRequired: true),
        amount("amount", isRequired: true),
        text("currency", isRequired: true), word("kind", TransactionKind.self),
        word("status", TransactionStatus.self),
        text("reference"), reference("authorisation_id", []), reference("initiated_by", []),
      ]
    case .payoutRequests:
      [
        key("request_id"), reference("account_id", [.accounts], isRequired: true),
        instant("requested_at", isRequired: true), reference("endpoint_id", [.endpoints]),
        word("method", PayoutMethod.self), text("asset"), text("network"), text("address"), amount("amount"),
        text("currency"), text("status"), text("message"),
      ]
    case .paymentDetailChanges:
      [
        key("change_id"), reference("account_id", [.accounts], isRequired: true),
        instant("changed_at", isRequired: true), word("field", DetailField.self, isRequired: true),
        text("old_value"),
        text("new_value"), reference("endpoint_id", [.endpoints]), text("actor"), reference("batch_id", []),
      ]
    case .authorisations:
      [
        key("authorisation_id"), reference("payer_id", [.accounts, .endpoints], isRequired: true),
        reference("payee_id", [.accounts, .endpoints]), word("kind", AuthorisationKind.self),
        amount("amount_limit"),
        text("currency"), integer("interval_days"), instant("valid_from"), instant("valid_to"),
      ]
    case .fxRates:
      [
        ContractColumn(name: "rate_date", type: .date, isRequired: true, references: []),
        text("currency", isRequired: true), amount("rate", isRequired: true),
      ]
    case .logins:
      [
        key("login_id"), reference("account_id", [.accounts], isRequired: true),
        instant("started_at", isRequired: true),
        instant("ended_at"), text("ip"), text("country"), text("device_id"), integer("remote_port"),
      ]
    case .platformEvents:
      [
        key("event_id"), instant("at", isRequired: true),
        reference("account_id", [.accounts], isRequired: true),
        reference("counterparty_id", [.accounts]),
        word("kind", PlatformEventKind.self, isRequired: true), text("value"), text("digest"),
      ]
    }
  }

  /// The columns that make a row's key.
  package static func key(of relation: Relation) -> [String] {
    relation == .fxRates ? ["rate_date", "currency"] : [columns(of: relation)[0].name]
  }

  /// The column that tells when a row happened, where a relation has one that must be filled.
  package static func time(of relation: Relation) -> String? {
    columns(of: relation).first { $0.type == .instant && $0.isRequired }?.name
  }

  private static func key(_ name: String) -> ContractColumn {
    ContractColumn(name: name, type: .identifier, isRequired: true, references: [])
  }

  private static func reference(_ name: String, _ to: [Relation], isRequired: Bool = false) -> ContractColumn
  {
    ContractColumn(name: name, type: .identifier, isRequired: isRequired, references: to)
  }

  private static func text(_ name: String, isRequired: Bool = false) -> ContractColumn {
    ContractColumn(name: name, type: .text, isRequired: isRequired, references: [])
  }

  private static func instant(_ name: String, isRequired: Bool = false) -> ContractColumn {
    ContractColumn(name: name, type: .instant, isRequired: isRequired, references: [])
  }

  private static func amount(_ name: String, isRequired: Bool = false) -> ContractColumn {
    ContractColumn(name: name, type: .amount, isRequired: isRequired, references: [])
  }

  private static func integer(_ name: String) -> ContractColumn {
    ContractColumn(name: name, type: .integer, isRequired: false, references: [])
  }

  private static func word<W: ContractWord>(_ name: String, _: W.Type, isRequired: Bool = false)
    -> ContractColumn
  {
    ContractColumn(
      name: name, type: .word(W.allCases.map(\.rawValue)), isRequired: isRequired, references: [])
  }
}

/// Places of the transactions' columns.
enum TransactionColumn {
  static let id = 0
  static let bookedAt = 1
  static let debtor = 2
  static let creditor = 3
  static let amount = 4
  static let currency = 5
  static let kind = 6
  static let status = 7
  static let reference = 8
  static let authorisation = 9
  static let initiator = 10
}
