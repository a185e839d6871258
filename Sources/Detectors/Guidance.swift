/// The publications that red flags are cited from, each under one name.
enum Guidance {
  /// "Guidance on the Democratic People's Republic of Korea Information Technology Workers".
  static let itWorkers2022 =
    "US Department of State, Department of the Treasury and FBI, guidance on DPRK IT workers, 16 May 2022"
  static let fbi2025 = "FBI, public service announcement on DPRK IT workers, July 2025"
  static let ffiec = "FFIEC, BSA/AML Examination Manual, appendix F"
  static let finCEN2019 =
    "FinCEN, advisory FIN-2019-A003 on convertible virtual currency, 9 May 2019"
  static let treasury =
    "US Department of the Treasury, press release jy2790 on networks of DPRK IT workers"
  static let fatf2020 = "FATF, red flag indicators of virtual assets, September 2020"
  static let ofac =
    "OFAC, North Korea Sanctions Regulations, 31 CFR 510; list of Specially Designated Nationals"
}
