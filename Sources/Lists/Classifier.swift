import Ledger
package import Window

/// Recognises the parties of a window by what the lists say (design §5, §6).
///
/// Every entry goes into a hash table under the form its matcher compares, so a party costs a fixed number of lookups
/// however long the lists are: O(entries) to build, O(parties) to classify.
package struct Classifier: Sendable {
  /// Best evidence first: by class, exact identifiers before names, then matcher, list and value. A smaller place wins.
  private let rules: [Rule]
  private var addresses = ExactIndex()
  private var endpointIDs = ExactIndex()
  private var accountIDs = ExactIndex()
  private var accountNumbers = PatternIndex()
  private var clearingCodes = PatternIndex()
  private var cardPatterns = PatternIndex()
  private var cardPrefixes = PrefixIndex()
  private var bicPrefixes = PrefixIndex()
  private var bicCountries = ExactIndex()
  private var countries = ExactIndex()
  private var partyNames = ExactIndex()
  private var institutionNames = ExactIndex()
  private let listedNames: ListedNames
  /// Words of the longest institution name.
  private var maximumWords = 0

  /// `label` is the list's name and version as evidence shows it, such as `starter 2026-11-21`. The order of lists and
  /// entries does not matter. Entries with a ``ListEntry/problem`` match nothing, or what little they can.
  package init(lists: [(label: String, entries: [ListEntry])]) {
    rules = lists.flatMap { list in list.entries.map { Rule($0, list.label) } }.sorted { $0.isBefore($1) }
    listedNames = ListedNames(rules)
    for (place, rule) in rules.enumerated() {
      let (place, key) = (Int32(place), rule.key)
      switch rule.entry.matcher {
      case .address: addresses.add(key, place)
      case .endpointID: endpointIDs.add(key, place)
      case .accountID: accountIDs.add(key, place)
      case .accountNumber: accountNumbers.add(key, place)
      case .clearingCode: clearingCodes.add(key, place)
      case .cardPrefix:
        if key.contains(Canonical.anyOne) {
          cardPatterns.add(key, place)
        } else {
          cardPrefixes.add(key, place)
        }
      case .bicPrefix: bicPrefixes.add(key, place)
      case .bicCountry: bicCountries.add(key, place)
      case .country: countries.add(key, place)
      case .partyName: partyNames.add(key, place)
      case .weakName: break
      case .institutionName:
        institutionNames.add(key, place)
        maximumWords = max(maximumWords, key.count { $0 == UInt8(ascii: " ") } + 1)
      }
    }
  }

  /// What the lists say of every party of a window. Fills no window in; the caller does.
  package func classify(_ window: Window) -> Classification {
    var result = Classification(parties: window.parties.count)
    result.sanctionedAddresses = sanctionedAddresses
    var buffer: [UInt8] = []
    for account in window.parties.accounts {
      record(best(of: account, window, &buffer), for: account.party, in: &result)
    }
    for endpoint in window.parties.endpoints {
      record(best(of: endpoint, window, &buffer), for: endpoint.party, in: &result)
    }
    result.nameMatches = listedNames.matches(in: window)
    return result
  }

  /// Listed addresses, most of which are nobody's endpoint: they are looked for in free text too.
  private var sanctionedAddresses: [String: ListMatch] {
    Dictionary(
      rules.filter { $0.entry.matcher == .address && $0.entry.listClass == .sanctioned }
        .map { (String(decoding: $0.key, as: UTF8.self), $0.match) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: One party

  private func best(of account: Account, _ window: Window, _ buffer: inout [UInt8]) -> Best {
    var best = Best(kind: nil, country: countryCode(account.country, window))
    if !accountIDs.isEmpty {
      consider(accountIDs.find(window.parties.ids.utf8(Text(index: account.party))), &best)
    }
    if !account.holderName.isNone && !partyNames.isEmpty {
      Canonical.name(window.texts.utf8(account.holderName), into: &buffer)
      consider(partyNames.find(buffer[...]), &best)
    }
    return best
  }

  private func best(of endpoint: Endpoint, _ window: Window, _ buffer: inout [UInt8]) -> Best {
    var best = Best(kind: endpoint.kind, country: countryCode(endpoint.country, window))
    if !endpointIDs.isEmpty {
      consider(endpointIDs.find(window.parties.ids.utf8(Text(index: endpoint.party))), &best)
    }
    if !endpoint.address.isNone && !addresses.isEmpty {
      Canonical.address(window.texts.utf8(endpoint.address), into: &buffer)
      let found = addresses.find(buffer[...])
      if !found.isEmpty {
        best.network = window.texts[endpoint.network].flatMap { Canonical.network($0) }
        consider(found, &best)
      }
    }
    if !endpoint.bic.isNone {
      Canonical.code(window.texts.utf8(endpoint.bic), into: &buffer)
      for length in bicPrefixes.lengths { consider(bicPrefixes.find(buffer, length), &best) }
      if buffer.count == 8 || buffer.count == 11 { consider(bicCountries.find(buffer[4..<6]), &best) }
    }
    if !endpoint.clearingCode.isNone {
      Canonical.code(window.texts.utf8(endpoint.clearingCode), into: &buffer)
      for shape in clearingCodes.shapes { consider(clearingCodes.find(buffer, shape), &best) }
    }
    if !endpoint.accountNumber.isNone {
      Canonical.code(window.texts.utf8(endpoint.accountNumber), into: &buffer)
      for shape in accountNumbers.shapes { consider(accountNumbers.find(buffer, shape), &best) }
    }
    if !endpoint.cardPrefix.isNone {
      Canonical.code(window.texts.utf8(endpoint.cardPrefix), into: &buffer)
      for length in cardPrefixes.lengths { consider(cardPrefixes.find(buffer, length), &best) }
      for shape in cardPatterns.shapes { consider(cardPatterns.find(buffer, shape), &best) }
    }
    if !endpoint.country.isNone && !countries.isEmpty {
      Canonical.code(window.texts.utf8(endpoint.country), into: &buffer)
      consider(countries.find(buffer[...]), &best)
    }
    if !endpoint.holderName.isNone && !partyNames.isEmpty {
      Canonical.name(window.texts.utf8(endpoint.holderName), into: &buffer)
      consider(partyNames.find(buffer[...]), &best)
    }
    if !endpoint.institutionName.isNone && !institutionNames.isEmpty {
      Canonical.name(window.texts.utf8(endpoint.institutionName), into: &buffer)
      considerInstitution(buffer, &best)
    }
    return best
  }

  /// Looks up the first word, the first two words, and so on.
  private func considerInstitution(_ name: [UInt8], _ best: inout Best) {
    var words = 0
    for place in 0...name.count where place == name.count || name[place] == UInt8(ascii: " ") {
      consider(institutionNames.find(name[..<place]), &best)
      words += 1
      if words == maximumWords { return }
    }
  }

  private func consider(_ places: [Int32], _ best: inout Best) {
    for place in places {
      let rule = rules[Int(place)]
      guard rule.holds(for: best) else { continue }
      if rule.entry.listClass == .stop {
        best.stop = min(best.stop, place)
      } else {
        best.sink = min(best.sink, place)
      }
    }
  }

  private func record(_ best: Best, for party: Party, in result: inout Classification) {
    let place = min(best.sink, best.stop)
    guard place != Best.none else { return }
    let rule = rules[Int(place)]
    if let sink = rule.entry.listClass.sinkClass {
      result.rank[Int(party)] = UInt8(sink.rank)
    } else {
      result.isStop[Int(party)] = true
    }
    result.match[party] = rule.match
  }

  private func countryCode(_ text: Text, _ window: Window) -> UInt16? {
    text.isNone ? nil : Rule.countryCode(window.texts.utf8(text))
  }
}
