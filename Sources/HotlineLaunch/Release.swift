/// Which release of the hotline this is.
public enum Release {
    /// The version, as the package and `--version` name it.
    public static let version = "0.1.0"
}
