@main struct Emic { static func main() {} }
