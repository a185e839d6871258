/// Names of people and companies. Everybody draws from one pool, whatever country they declare: a name says nothing here,
/// as it must say nothing to a detector.
enum Names {
  private static let given = [
    "Ada", "Adrian", "Aisha", "Alexei", "Alice", "Amara", "Ana", "Andre", "Anita", "Anton", "Bea", "Bruno",
    "Camila",
    "Carlos", "Chen", "Clara", "Dana", "Daniel", "Diego", "Dmytro", "Elena", "Emeka", "Emil", "Eva", "Fatima",
    "Felix",
    "Grace", "Hana", "Hugo", "Ines", "Irina", "Ivan", "Jae", "James", "Joana", "Jonas", "Julia", "Kamal",
    "Karim",
    "Kasia", "Kenji", "Lars", "Laura", "Leila", "Lena", "Li", "Lucas", "Luis", "Magda", "Maria", "Mark",
    "Mei", "Mina",
    "Mira", "Nadia", "Nikhil", "Nina", "Noah", "Olga", "Omar", "Oscar", "Paula", "Pavel", "Petra", "Priya",
    "Rafael",
    "Rahul", "Rosa", "Ruth", "Samir", "Sara", "Sofia", "Stefan", "Sunil", "Tariq", "Teresa", "Thomas",
    "Tomas", "Vera",
    "Victor", "Wanjiru", "Wei", "Yara", "Yuki", "Yusuf", "Zoe",
  ]
  private static let family = [
    "Abara", "Alvarez", "Andersen", "Aquino", "Banerjee", "Bauer", "Becker", "Bondar", "Brandt", "Castillo",
    "Chan",
    "Cohen", "Costa", "Cruz", "Dang", "Desai", "Dominguez", "Dubois", "Eze", "Farouk", "Ferreira", "Fischer",
    "Garcia",
    "Gomes", "Gupta", "Haas", "Hansen", "Hoang", "Ibrahim", "Ionescu", "Ito", "Iyer", "Jansen", "Johnson",
    "Kamau",
    "Kaplan", "Khan", "Kim", "Klein", "Kovalenko", "Kowalski", "Kumar", "Lange", "Lee", "Lima", "Liu",
    "Lopez", "Mazur",
    "Melnyk", "Mendes", "Miller", "Moreno", "Mwangi", "Nair", "Nakamura", "Navarro", "Nguyen", "Novak",
    "Nowak", "Okafor",
    "Olsen", "Ortiz", "Park", "Patel", "Perez", "Petrov", "Popescu", "Ramos", "Rao", "Reyes", "Rossi",
    "Santos", "Sato",
    "Schmidt", "Shah", "Silva", "Singh", "Smith", "Suzuki", "Tan", "Torres", "Tran", "Vargas", "Vogel",
    "Walker", "Wang",
    "Weber", "Williams", "Wong", "Young", "Zhang", "Zielinski",
  ]
  private static let firm = [
    "Alder", "Amber", "Anchor", "Aspen", "Beacon", "Birch", "Bramble", "Brook", "Canopy", "Cedar", "Cinder",
    "Cobalt",
    "Copper", "Coral", "Crane", "Delta", "Ember", "Falcon", "Fern", "Fjord", "Flint", "Garnet", "Granite",
    "Harbour",
    "Hazel", "Heron", "Indigo", "Iris", "Juniper", "Kestrel", "Lantern", "Larch", "Linden", "Lumen", "Maple",
    "Meadow",
    "Mistral", "Moss", "Northwind", "Oak", "Onyx", "Opal", "Orchid", "Osprey", "Otter", "Pebble", "Pine",
    "Quartz",
    "Raven", "Reed", "River", "Rowan", "Saffron", "Sage", "Slate", "Sparrow", "Spruce", "Sterling", "Summit",
    "Tamarack",
    "Teal", "Thistle", "Tidal", "Umber", "Vale", "Willow", "Wren", "Zephyr",
  ]
  private static let trade = [
    "Analytics", "Apps", "Commerce", "Data", "Design", "Digital", "Energy", "Foods", "Games", "Health",
    "Labs",
    "Learning", "Logistics", "Media", "Mobility", "Networks", "Robotics", "Software", "Studio", "Systems",
    "Travel",
    "Works",
  ]
  private static let form = ["Inc", "LLC", "Ltd", "GmbH", "Pty Ltd", "BV", "Corp"]

  /// A given and a family name.
  static func person(_ random: inout Random) -> String { "\(random.pick(given)) \(random.pick(family))" }

  /// A name without a word in common with another one: nobody's relative.
  static func person(unlike other: String, _ random: inout Random) -> String {
    let taken = Set(other.split(separator: " "))
    var name = person(&random)
    while !taken.isDisjoint(with: name.split(separator: " ")) { name = person(&random) }
    return name
  }

  /// A family name.
  static func family(_ random: inout Random) -> String { random.pick(family) }

  /// The name of a company without business of its own.
  static func front(_ trade: String, _ random: inout Random) -> String {
    "\(family(&random)) \(random.pick(firm)) \(trade)"
  }

  /// A company's name with its legal form.
  static func company(_ random: inout Random) -> String {
    "\(random.pick(firm)) \(random.pick(trade)) \(random.pick(form))"
  }

  /// The part of a mail address before the at sign, and the reserved domain after it (RFC 2606).
  static func email(for name: String, _ random: inout Random) -> String {
    let words = name.lowercased().split(separator: " ")
    return words.joined(separator: ".") + random.digits(2) + "@mail.example"
  }
}
