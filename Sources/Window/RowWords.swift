import Ledger

/// What rows say, as words to put two rows of one key in order by: which of them is used must not depend on the order
/// the warehouse sent them in, nor on numbers that follow from it such as handles and parties. O(columns).
extension Window {
  func words(_ row: Account) -> [String] {
    [time(row.openedAt), time(row.verifiedAt), time(row.closedAt)]
      + [row.holderType?.rawValue, row.role?.rawValue, row.status?.rawValue].map { $0 ?? "" }
      + [row.holderName, row.country, row.email, row.phone].map(word)
  }

  func words(_ row: Endpoint) -> [String] {
    [time(row.addedAt), row.kind.rawValue, name(row.owner)]
      + [
        row.holderName, row.institutionName, row.bic, row.clearingCode, row.accountNumber, row.cardPrefix,
        row.country, row.network, row.address,
      ].map(word)
  }

  func words(_ row: PayoutRequest) -> [String] {
    [time(row.requestedAt), name(row.account), name(row.endpoint), row.method?.rawValue ?? ""]
      + [row.asset, row.network, row.address, row.currency, row.status, row.message].map(word)
      + [row.amount?.description ?? ""]
  }

  func words(_ row: DetailChange) -> [String] {
    [time(row.changedAt), name(row.account), name(row.endpoint), row.field.rawValue]
      + [row.oldValue, row.newValue, row.actor, row.batch].map(word)
  }

  func words(_ row: Authorisation) -> [String] {
    [time(row.validFrom), time(row.validTo), name(row.payer), name(row.payee), row.kind?.rawValue ?? ""]
      + [row.amountLimit?.description ?? "", word(row.currency), row.intervalDays.map(String.init) ?? ""]
  }

  func words(_ row: Login) -> [String] {
    [time(row.startedAt), time(row.endedAt), name(row.account), row.remotePort.map(String.init) ?? ""]
      + [row.ip, row.country, row.device].map(word)
  }

  func words(_ row: PlatformEvent) -> [String] {
    [time(row.at), name(row.account), name(row.counterparty), row.kind.rawValue]
      + [row.value, row.digest].map(word)
  }

  /// Of a transaction, all but its key and its time.
  func words(transaction row: Int) -> [String] {
    let table = transactions
    return [
      name(table.debtor[row]), name(table.creditor[row]), table.original(row).description,
      table.kind[row].rawValue, table.status[row].rawValue,
      table.reference[row].map { "=" + $0 } ?? "",
    ] + [table.currency[row], table.authorisation[row]].map(word)
      + [table.initiator(row).map { "=" + id($0) } ?? ""]
  }

  /// A sign before the text keeps null apart from the empty text.
  private func word(_ text: Text) -> String { texts[text].map { "=" + $0 } ?? "" }

  private func name(_ party: Party?) -> String { party.map { "=" + id($0) } ?? "" }

  /// Ordered as time is, with null last: the bits of the number with the sign turned, in twenty digits.
  private func time(_ instant: Instant?) -> String {
    guard let instant else { return "~" }
    let digits = String(UInt64(bitPattern: instant.micros) ^ (1 << 63))
    return String(repeating: "0", count: 20 - digits.count) + digits
  }
}

/// Bytewise order of words; the first that differs decides.
func precedes(_ left: [String], _ right: [String]) -> Bool {
  for (one, other) in zip(left, right) where !one.utf8.elementsEqual(other.utf8) {
    return one.utf8.lexicographicallyPrecedes(other.utf8)
  }
  return left.count < right.count
}
