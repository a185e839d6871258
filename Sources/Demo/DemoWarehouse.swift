package import Evaluation
package import Ledger

/// A year of a freelance-payments platform that never existed: honest life, and schemes hidden in it that are known.
///
/// Deterministic: the same arguments give the same bytes on every machine. Amounts, names, addresses and numbers are
/// invented; banks, wallets and exchanges carry real names because the lists recognise them by those.
package struct DemoWarehouse: Sendable {
  /// The platform's own tables, in an order that respects their references.
  package let tables: [DemoTable]
  /// Schemes first, then look-alikes, each in order of their first instant.
  package let labels: [SchemeLabel]
  /// The as-of of a run over it: the first instant after everything in it.
  package let asOf: Instant

  /// How many accounts it takes for every scheme to be told once more.
  package static let accountsPerRound = 6_000

  /// The seed of the committed labels.
  package static let defaultSeed: UInt64 = 20_260_601

  /// Lives through the thirteen months that end at `end`, which must be midnight on the first of a month, with about that
  /// many accounts; fewer than 800 are too few for the stories and count as 800.
  ///
  /// `rounds`: how often every scheme and every look-alike with accounts of its own is told; nil for once, and once more
  /// for every 6,000 accounts, so that schemes stay as rare as they are. O(payments log payments).
  package static func generate(
    seed: UInt64 = defaultSeed, accounts: Int = 3_000, rounds: Int? = nil,
    end: Instant = Instant(year: 2026, month: 6, day: 1)
  ) -> DemoWarehouse {
    // Stories stand at days of thirteen months, the schemes in the last eight, most of them in the last three.
    let size = max(accounts, 800)
    var world = World(seed: seed, life: Life(months: 13, end: end), size: size)
    world.live(rounds: max(rounds ?? size / accountsPerRound, 1))
    let register = Register(world)
    return DemoWarehouse(tables: register.tables(), labels: register.labels(), asOf: end)
  }
}

extension World {
  /// Tells every story in the order they need each other: people, what they are paid, what they do with it, what that
  /// takes from their employers.
  fileprivate mutating func live(rounds: Int) {
    populate()
    runBureaux()
    trade()
    payForWork()
    useCrypto()
    changeDetails()
    keepHouse()
    giveBack()
    spend()
    tell(rounds: rounds) { world in
      world.helpEachOther()
      world.liveSideBySide()
      world.bearOtherNames()
      world.beginWell()
      world.comeAndGo()
      world.findWork()
      world.scheme()
    }
    chargeFees()
    withdraw()
    fund()
    leaveTraces()
  }
}
