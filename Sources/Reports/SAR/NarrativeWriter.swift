import Detection
import Ledger

/// The sentences of a narrative, part by part.
struct NarrativeWriter {
  private let report: ReportContext
  private var record: CaseRecord { report.record }
  private var figures: CaseFigures { report.figures }

  init(_ report: ReportContext) { self.report = report }

  /// Purpose, kind, amount, period, reports before.
  var introduction: String {
    let named = report.suspects.prefix(10).map { short($0.label, 80) }
    let names = named.isEmpty ? "parties without a name" : listed(named)
    let more = report.suspects.count > 10 ? " and \(report.suspects.count - 10) others" : ""
    var text =
      "\(short(report.filer.institution.name, 150)) files this \(kindWords) suspicious activity report on \(names)\(more). "
      + "It concerns activity found by monitoring for published red flags of information technology workers of the "
      + "Democratic People's Republic of Korea (DPRK) and of those who move their money. Note to FinCEN: \(report.filer.note). "
      + "\(amountWords) \(passedOnWords(record, figures).map { FormText.sentence($0) + " " } ?? "")Internal control number: \(record.shortID). "
    switch report.kind {
    case .initial: text += "No earlier report on this case is on record. "
    case .continuing(let prior):
      text +=
        "It continues the report \(prior.bsaID), filed on \(prior.filedOn.date), which covered \(prior.periodFrom.date) to "
        + "\(prior.periodTo.date) and \(record.money(prior.amount)). "
      if let cumulative = try? report.cumulative() {
        text += "With this report the cumulative amount is \(record.money(cumulative)). "
      }
    case .correcting(let prior):
      text += "It corrects the report \(prior.bsaID), filed on \(prior.filedOn.date). "
    }
    return text
  }

  /// Every suspect with what is known, then those whose money it was.
  var who: String {
    var text = "Who: "
    for suspect in report.suspects.prefix(20) { text += sentence(suspect) + " " }
    if report.suspects.count > 20 {
      text += "The other \(report.suspects.count - 20) subjects are named in the form and the attachment. "
    }
    let payers = record.parties(.payer, in: report.roles)
    if !payers.isEmpty {
      text +=
        "The money had been that of " + listed(payers.prefix(10).map { "\(short($0.label, 80)) (\($0.id))" })
      text += payers.count > 10 ? " and \(payers.count - 10) others, who" : ", who"
      text += payers.count == 1 ? " is not under suspicion. " : " are not under suspicion. "
    }
    return text
  }

  /// What each alert found and how it was done, most severe first, as many as fit in `room` scalars. What one alert has
  /// said in the same words is not said again.
  func details(room: Int) -> String {
    var text = "What, where and how:"
    var told = 0
    var said: Set<String> = []
    for alert in record.alerts {
      let words = [alert.what, alert.whereMoved, alert.when, alert.how].map { short($0, 900) }
      let fresh = words.filter { !$0.isEmpty && !said.contains($0) }
      let next = " \(short(record.label(alert.subjectID), 80)): \(fresh.joined(separator: " "))"
      if text.unicodeScalars.count + next.unicodeScalars.count > max(room, 600) { break }
      if !fresh.isEmpty { text += next }
      said.formUnion(fresh)
      told += 1
    }
    let rest = record.alerts.count - told
    return rest == 0 ? text : text + " \(counted(rest, "further alert")) on the same parties tell the same."
  }

  /// What the chronology leaves to the attachment.
  func remainder(_ chronology: Chronology) -> String {
    if chronology.transactionsLeftOut + chronology.factsLeftOut == 0 { return "" }
    return "A further \(counted(chronology.transactionsLeftOut, "transaction"))"
      + (chronology.amountLeftOut == .zero ? "" : " (\(record.money(chronology.amountLeftOut)) counted)")
      + (chronology.factsLeftOut == 0 ? "" : " and \(counted(chronology.factsLeftOut, "record"))")
      + " would not fit in this text; the attachment \(report.attachmentName) lists the transactions."
  }

  /// The reasons found, and the publications the monitoring rests on: which of their red flags apply, the reasons say.
  var why: String {
    var reasons: [String] = []
    for reason in record.alerts.flatMap(\.reasons) {
      let words = reason.because ?? reason.code.replacing("_", with: " ")
      if !reasons.contains(words) { reasons.append(words) }
    }
    var sources: [String] = []
    for flag in record.alerts.flatMap(\.redFlags) where !sources.contains(flag.source) {
      sources.append(flag.source)
    }
    let countries = Set(record.parties.compactMap(\.jurisdiction)).filter { $0 != "US" }.sorted()
    return short("Why it is suspicious: \(reasons.joined(separator: "; ")).", 3_000) + " "
      + (sources.isEmpty
        ? ""
        : short("The monitoring rests on red flags published in: \(sources.joined(separator: "; ")).", 1_500)
          + " ")
      + (countries.isEmpty
        ? "No foreign jurisdiction is on record. "
        : short("Foreign jurisdictions involved: \(countries.joined(separator: ", ")).", 400) + " ")
  }

  /// Summary, what was done, what is kept, whom to ask.
  var conclusion: String {
    let filer = report.filer
    let done = record.events.filter { !["opened", "grown"].contains($0.event) }
    let steps = done.prefix(8).map { event in
      "\(event.at.date) \(event.event.replacing("_", with: " "))"
        + (event.disposition.map { " (\($0.replacing("_", with: " ")))" } ?? "")
    }
    let closed = record.parties.filter { party in
      report.roles[party.id] ?? .mentioned <= .recipient
        && [.closed, .suspended].contains(party.account?.status)
    }.map { "\($0.id) \($0.account?.status?.rawValue ?? "")" }
    return
      "In summary, \(figures.counted.count == 0 ? "no payment counts yet" : "\(atLeast)\(record.money(figures.total)) in \(counted(figures.counted.count, "transaction"))") "
      + "from \(figures.from.date) to \(figures.to.date) is reported as suspicious. "
      + (steps.isEmpty
        ? "No review step is on record. " : "Review on record: \(steps.joined(separator: ", ")). ")
      + (closed.isEmpty ? "" : short("Accounts: \(closed.joined(separator: ", ")).", 400) + " ")
      + "The institution keeps the alerts, every transaction with its identifier, the run log and the list versions behind "
      + "them as supporting documentation, available on request from \(filer.contactOffice), telephone "
      + "\(filer.contactPhone). Attachment: \(report.attachmentName)."
  }

  private var kindWords: String {
    switch report.kind {
    case .initial: "initial"
    case .continuing: "continuing activity"
    case .correcting: "corrected"
    }
  }

  private var atLeast: String { figures.isLowerBound ? "at least " : "" }

  private var amountWords: String {
    let found =
      "It was first noticed on \(figures.noticedAt.date) by automated monitoring, which raised "
      + "\(counted(record.alerts.count, "alert"))."
    if figures.counted.isEmpty {
      return
        "No payment is counted; the activity was seen from \(figures.from.date) to \(figures.to.date). \(found)"
    }
    return
      "It involves \(atLeast)\(record.money(figures.total)) in \(counted(figures.counted.count, "transaction")) from "
      + "\(figures.from.date) to \(figures.to.date). \(found)"
  }

  private func sentence(_ suspect: Suspect) -> String {
    var words = [short(suspect.label, 150)]
    words.append("\(suspect.role.rawValue), \(suspect.isEntity ? "organisation" : "individual")")
    if let account = suspect.account {
      words.append("account \(short(account.id, 60))")
      if let role = account.account?.role { words.append("registered as \(role.rawValue)") }
      if let country = account.country { words.append("declares country \(short(country, 3))") }
      if let opened = account.account?.openedAt { words.append("opened \(opened.date)") }
      if let status = account.account?.status { words.append("status \(status.rawValue)") }
    }
    for endpoint in suspect.endpoints.prefix(6) {
      words.append(
        short((endpoint.place ?? endpoint.id) + (endpoint.jurisdiction.map { " in \($0)" } ?? ""), 160))
    }
    return words.joined(separator: ", ") + "."
  }

  private func short(_ text: String, _ limit: Int) -> String {
    FormText.sentence(PlainText.line(text, limit: limit))
  }
}

/// `a, b and c`.
func listed(_ words: [String]) -> String {
  words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
}
