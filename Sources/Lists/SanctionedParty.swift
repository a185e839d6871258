/// A record of a sanctions list, on its way to becoming entries.
struct SanctionedParty {
  /// The name as the publisher prints it first.
  let name: String
  let source: String
  /// Programme or list, for people.
  let note: String
  let file: String
  let line: Int
  var isIndividual = false
  var jurisdiction = ""

  /// One entry per way the name is written: `KIM, Se Un` of an individual is also `Se Un KIM`, and `DAEDONG CREDIT BANK
  /// (DCB)` goes without its abbreviation too, since a name matches as a whole.
  func addName(_ text: String, as matcher: ListMatcher = .partyName, _ list: inout ParsedList) {
    add(matcher, text, &list)
    if let match = text.wholeMatch(of: /(.+ .+?) *\([^()]*\)/) { add(matcher, String(match.1), &list) }
    guard isIndividual, let comma = text.firstIndex(of: ",") else { return }
    let given = text[text.index(after: comma)...].drop(while: \.isWhitespace)
    if !given.isEmpty { add(matcher, "\(given) \(text[..<comma])", &list) }
  }

  /// An alias. One that the publisher itself calls weak, such as `RGB`, would accuse strangers: it is kept apart.
  func addAlias(_ text: String, isWeak: Bool, _ list: inout ParsedList) {
    addName(text, as: isWeak ? .weakName : .partyName, &list)
  }

  /// Wallet addresses and BICs inside free text: `Digital Currency Address - XBT 1abc…; SWIFT/BIC FTBDKPPY;`.
  func addIdentifiers(inRemarks remarks: String, _ list: inout ParsedList) {
    if remarks.contains("Digital Currency Address") {
      for match in remarks.matches(of: /Digital Currency Address - ([A-Za-z0-9]+):? +([A-Za-z0-9:]+)/) {
        add(.address, String(match.2), network: String(match.1), &list)
      }
    }
    if remarks.contains("SWIFT/BIC") {
      for match in remarks.matches(of: /SWIFT\/BIC ([A-Z0-9]{8,11})/) {
        addBIC(String(match.1), &list)
      }
    }
  }

  /// Wallet addresses and BICs with their own fields.
  func addIdentifier(type: String, number: String, _ list: inout ParsedList) {
    if let match = type.wholeMatch(of: /Digital Currency Address - ([A-Za-z0-9]+)/) {
      add(.address, number, network: String(match.1), &list)
    } else if type == "SWIFT/BIC" {
      addBIC(number, &list)
    }
  }

  /// Every branch of the institution: the head office's `XXX` is not part of what is recognised.
  private func addBIC(_ bic: String, _ list: inout ParsedList) {
    add(.bicPrefix, bic.count == 11 && bic.hasSuffix("XXX") ? String(bic.dropLast(3)) : bic, &list)
  }

  private func add(_ matcher: ListMatcher, _ value: String, network: String? = nil, _ list: inout ParsedList)
  {
    let entry = ListEntry(
      listClass: .sanctioned, matcher: matcher, value: value, network: network, name: name,
      jurisdiction: jurisdiction,
      source: source, note: note)
    if let problem = entry.problem {
      list.skipped.append(SkippedRow(file: file, line: line, reason: problem))
    } else {
      list.add(entry)
    }
  }
}
