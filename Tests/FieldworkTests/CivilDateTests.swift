import Fieldwork
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    ("2016-06-22", "2016-06-22", "June 22nd, 2016"), ("2017-07-03", "2017-07-03", "July 3rd, 2017"),
    ("2016/6/1", "2016-06-01", "June 1st, 2016"), ("2016-06", "2016-06", "June 2016"),
    ("2016", "2016", "2016"), ("2016-02-29", "2016-02-29", "February 29th, 2016"),
    ("2017.07.11", "2017-07-11", "July 11th, 2017"),
    ("2017-07-13", "2017-07-13", "July 13th, 2017"),
  ])
  func datesAreReadAsFarAsTheyAreKnown(typed: String, iso: String, words: String) throws {
    let date = try #require(CivilDate(typed))
    #expect(date.iso == iso)
    #expect(date.spelledOut == words)
  }

  @Test(arguments: [
    "", "16-06-22", "2016-13-01", "2016-00-01", "2017-02-29", "2016-06-31", "2016-06-22-1",
    "June 22", "2016-6-x", "2016--22", "20166",
  ])
  func daysThatDoNotExistAreRefused(typed: String) { #expect(CivilDate(typed) == nil) }

  @Test func partialDatesComeBeforeTheDaysInThem() throws {
    let year = try #require(CivilDate("2016"))
    let month = try #require(CivilDate("2016-06"))
    let day = try #require(CivilDate("2016-06-22"))
    #expect(year < month && month < day)
  }
}
