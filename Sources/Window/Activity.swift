package import Ledger

/// A row of `logins`: one session of an account holder.
package struct Login: Sendable {
  package var id: Text
  package var account: Party
  package var startedAt: Instant
  /// Null while the session lasts.
  @Compact package var endedAt: Instant?
  package var remotePort: Int?
  /// As the warehouse writes it; nothing says that it is an address.
  package var ip: Text
  /// Where the address is, as the warehouse's geolocation has it: ISO 3166-1 alpha-2.
  package var country: Text
  package var device: Text

  package init(
    id: Text, account: Party, startedAt: Instant, endedAt: Instant? = nil, ip: Text = .none,
    country: Text = .none, device: Text = .none, remotePort: Int? = nil
  ) {
    self.id = id
    self.account = account
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.ip = ip
    self.country = country
    self.device = device
    self.remotePort = remotePort
  }
}

/// A row of `platform_events`: what happens on a work platform besides payments.
package struct PlatformEvent: Sendable {
  package var id: Text
  package var at: Instant
  /// The worker.
  package var account: Party
  /// The client.
  package var counterparty: Party?
  package var kind: PlatformEventKind
  /// The rating given, the amount asked for, or whatever the platform keeps.
  package var value: Text
  /// Of a document or message template.
  package var digest: Text

  package init(
    id: Text, at: Instant, account: Party, counterparty: Party? = nil, kind: PlatformEventKind,
    value: Text = .none, digest: Text = .none
  ) {
    self.id = id
    self.at = at
    self.account = account
    self.counterparty = counterparty
    self.kind = kind
    self.value = value
    self.digest = digest
  }
}
