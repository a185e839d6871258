/// Words that say little of who somebody is. Compiled from registers' own terms; short on purpose, as every word here is
/// one that no longer tells two holders apart.
struct KnownWords: Sendable {
  enum Kind: UInt8 {
    /// `Ltd`, `LLC`, `GmbH`.
    case legalForm
    case business
    case particle
  }

  static let shared = KnownWords()

  // Open addressing over hashes of words: asked for every word of every holder.
  private var hashes = [UInt64](repeating: 0, count: 1024)
  private var kinds = [Kind?](repeating: nil, count: 1024)

  private init() {
    add(Self.legalForms, .legalForm)
    add(Self.business, .business)
    add(Self.particles, .particle)
  }

  /// What a word with this ``wordHash(_:)`` is, if it is one of these. O(1).
  func kind(of hash: UInt64) -> Kind? {
    var slot = Int(truncatingIfNeeded: mixed(hash)) & (hashes.count - 1)
    while let kind = kinds[slot] {
      if hashes[slot] == hash { return kind }
      slot = (slot + 1) & (hashes.count - 1)
    }
    return nil
  }

  private mutating func add(_ text: String, _ kind: Kind) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      let hash = wordHash(String(word))
      var slot = Int(truncatingIfNeeded: mixed(hash)) & (hashes.count - 1)
      while kinds[slot] != nil { slot = (slot + 1) & (hashes.count - 1) }
      (hashes[slot], kinds[slot]) = (hash, kind)
    }
  }

  private static let legalForms = """
    ltd limited llc llp lp inc incorporated corp corporation co company plc gmbh mbh ag kg ohg ug sa sarl sas spa srl bv nv oy
    ab as aps kft zrt doo ooo oao zao pao jsc ojsc cjsc pjsc pte pty sdn bhd kk eood ead sia uab fze fzco fzc pvt
    """

  private static let business = """
    bank banking bancorp trading trade trust general group holding holdings international import export imports exports enterprise
    enterprises industry industries industrial commercial commerce development technology technologies tech information systems
    system software solutions service services consulting consultants consultancy consult associates association partners
    partnership agency studio studios media digital network networks global joint stock venture ventures investment investments
    finance financial capital credit insurance shipping logistics transport construction engineering manufacturing products
    supplies supply foundation institute university academy bureau department ministry office centre center branch
    headquarters corporation complex cooperation cooperative society committee council shop store online web
    """

  private static let particles = """
    al el ul ad ar bin ibn bint ben abu abd de del della di da das do dos du la le les van von der den ter zu zur
    und and et of the for mr mrs ms miss dr prof sir hon jr sr ii iii alias aka dba fka
    """
}
