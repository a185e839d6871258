import Crypto
import Foundation
import Ledger

/// SHA-256 of a text's bytes in base64, as a content security policy wants it.
func digest(of text: String) -> String { Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() }

/// SHA-256 of a text's bytes in hexadecimal.
package func hexDigest(of text: String) -> String {
  SHA256.hash(data: Data(text.utf8)).hexadecimal
}
