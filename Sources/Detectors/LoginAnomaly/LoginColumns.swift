import Detection
import Ledger
import Window

/// The logins in view as numbers: an account, an address, a device and a country each. A class, since every account is judged
/// with it.
final class LoginColumns {
  /// Accounts with a login that are judged, ascending: people, not companies, clients or the platform.
  let accounts: [Party]

  let window: Window
  /// The evaluation point.
  let asOf: Instant
  private let rows: Range<Int>
  /// By row in view: whose login it is, -1 for accounts that are not judged.
  private let account: [Party]
  /// By row in view: a number for each address that says something, else -1. Hubs say nothing.
  private let network: [Int32]
  private let device: [Int32]
  /// By row in view: two letters in one number; 0 when unknown.
  private let country: [UInt16]

  /// Each distinct text is read once. O(logins · log logins + texts).
  init(_ scope: Scope, hub: Int) {
    window = scope.window
    asOf = scope.asOf
    rows = scope.logins
    let (parties, logins) = (scope.window.parties, scope.window.logins[scope.logins])
    var judged = DenseSet(upTo: parties.count)
    for account in parties.accounts where account.isPayee && account.holderType != .organisation {
      judged.insert(account.party)
    }
    account = logins.map { judged.contains($0.account) ? $0.account : -1 }
    device = logins.map(\.device.index)
    accounts = DenseSet(account.lazy.filter { $0 >= 0 }, upTo: parties.count).members
    var (network, country) = Self.places(of: logins, scope.window.texts)
    // More accounts use a hub than a household or a small office has; it stands where it stands.
    let users = zip(network, logins).lazy.filter { $0.0 >= 0 }.map { (thing: $0.0, party: $0.1.account) }
    var hubs = DenseSet(upTo: network.count)
    Sharers(users).forEach { network, accounts in if accounts.count > hub { hubs.insert(network) } }
    for place in network.indices where network[place] >= 0 && hubs.contains(network[place]) {
      (network[place], country[place]) = (-1, 0)
    }
    (self.network, self.country) = (network, country)
  }

  /// The address and the country of each login, hubs included.
  private static func places(
    of logins: ArraySlice<Login>, _ texts: TextTable
  ) -> (network: [Int32], country: [UInt16]) {
    var (network, country): ([Int32], [UInt16]) = ([], [])
    let unread = Int32(-2)
    var networks = Array(repeating: unread, count: texts.count)
    var countries: [Text: UInt16] = [:]
    var (last, code) = (Text.none, UInt16(0))
    var numbers: [NetworkAddress: Int32] = [:]
    network.reserveCapacity(logins.count)
    country.reserveCapacity(logins.count)
    for login in logins {
      var number = Int32(-1)
      if !login.ip.isNone {
        number = networks[Int(login.ip.index)]
        if number == unread {
          number = -1
          if let address = NetworkAddress(texts.utf8(login.ip)), !address.isInternal {
            number = numbers[address] ?? Int32(numbers.count)
            numbers[address] = number
          }
          networks[Int(login.ip.index)] = number
        }
      }
      network.append(number)
      if login.country != last {
        last = login.country
        code = last.isNone ? 0 : countries[last] ?? Self.code(of: texts.utf8(last))
        countries[last] = code
      }
      country.append(code)
    }
    return (network, country)
  }

  /// Two letters as a number, upper case; 0 for anything else.
  private static func code(of text: ArraySlice<UInt8>) -> UInt16 {
    let letters = text.map { $0 & 0xDF }
    guard letters.count == 2, letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else {
      return 0
    }
    return UInt16(letters[0]) << 8 | UInt16(letters[1])
  }

  /// Whose a login is, -1 for accounts that are not judged.
  func account(of row: Int) -> Party { account[row - rows.lowerBound] }

  /// A number for the address that a login came from, -1 for one that says nothing.
  func network(of row: Int) -> Int32 { network[row - rows.lowerBound] }

  /// A number for the device, -1 when unknown.
  func device(of row: Int) -> Int32 { device[row - rows.lowerBound] }

  /// Where a login came from as far as that says where somebody is, else 0.
  func country(of row: Int) -> UInt16 { country[row - rows.lowerBound] }
}
