import Detection
import Ledger
import Window

/// The logins in view as numbers: an address, a device and a country each. A class, since every account is judged with it.
final class LoginColumns {
  /// Accounts with a login that are judged, ascending: people, not companies, clients or the platform.
  private(set) var accounts: [Party] = []

  let window: Window
  /// The evaluation point.
  let asOf: Instant
  private let rows: Range<Int>
  /// By row in view: a number for each address that says something, else -1.
  private var network: [Int32] = []
  /// By row in view: two letters in one number; 0 when unknown.
  private var country: [UInt16] = []
  /// By number of address: whether more accounts use it than a household or a small office has.
  private(set) var isHub: [Bool] = []
  /// By number of address: how it is written.
  private(set) var networkNames: [String] = []
  private let isJudged: [Bool]

  /// Each distinct text is read once. O(logins · log logins + texts).
  init(_ scope: Scope, hub: Int) {
    window = scope.window
    asOf = scope.asOf
    rows = scope.logins
    var isJudged = Array(repeating: false, count: scope.window.parties.count)
    for account in scope.window.parties.accounts {
      isJudged[Int(account.party)] =
        account.role != .client && account.role != .platform && account.holderType != .organisation
    }
    self.isJudged = isJudged
    read()
    findHubs(hub)
    var entered = DenseSet(upTo: isJudged.count)
    for row in rows where account(of: row) >= 0 { entered.insert(account(of: row)) }
    accounts = (0..<Party(isJudged.count)).filter { entered.contains($0) }
  }

  private func read() {
    let texts = window.texts
    var (network, country): ([Int32], [UInt16]) = ([], [])
    let unread = Int32(-2)
    var networks = Array(repeating: unread, count: texts.count)
    var countries: [Text: UInt16] = [:]
    var (last, code) = (Text.none, UInt16(0))
    var numbers: [NetworkAddress: Int32] = [:]
    network.reserveCapacity(rows.count)
    country.reserveCapacity(rows.count)
    for row in rows {
      let login = window.logins[row]
      var number = Int32(-1)
      if !login.ip.isNone {
        number = networks[Int(login.ip.index)]
        if number == unread {
          number = -1
          if let address = NetworkAddress(texts.utf8(login.ip)), !address.isInternal {
            number = numbers[address] ?? Int32(networkNames.count)
            if Int(number) == networkNames.count {
              numbers[address] = number
              networkNames.append(address.description)
            }
          }
          networks[Int(login.ip.index)] = number
        }
      }
      network.append(number)
      if login.country != last {
        last = login.country
        code = last.isNone ? 0 : countries[last] ?? Self.code(texts.utf8(last))
        countries[last] = code
      }
      country.append(code)
    }
    (self.network, self.country) = (network, country)
  }

  private func findHubs(_ hub: Int) {
    isHub = Array(repeating: false, count: networkNames.count)
    var isHub = isHub
    Sharers(rows.filter { network(of: $0) >= 0 }.map { (network(of: $0), window.logins[$0].account) })
      .forEach { network, accounts in isHub[Int(network)] = accounts.count > hub }
    self.isHub = isHub
  }

  /// Two letters as a number, upper case; 0 for anything else.
  private static func code(_ text: ArraySlice<UInt8>) -> UInt16 {
    let letters = text.map { $0 & 0xDF }
    guard letters.count == 2, letters.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else {
      return 0
    }
    return UInt16(letters[0]) << 8 | UInt16(letters[1])
  }

  /// Whose a login is, -1 for accounts that are not judged.
  func account(of row: Int) -> Party {
    let account = window.logins[row].account
    return isJudged[Int(account)] ? account : -1
  }

  func network(of row: Int) -> Int32 { network[row - rows.lowerBound] }

  /// Where a login came from as far as that says where somebody is: not from a hub, which stands where it stands.
  func country(of row: Int) -> UInt16 {
    let network = network(of: row)
    return network >= 0 && isHub[Int(network)] ? 0 : country[row - rows.lowerBound]
  }
}
