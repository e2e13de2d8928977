package nl.leergang.e2e.faults;

import java.util.List;

/** Compares some of the evidence with some other. */
interface Check {

  List<Check> ALL =
      List.of(new AnswersCheck(), new SeatsCheck(), new EventsCheck(), new MailsCheck());

  void look(Evidence evidence, Findings findings);

  static Findings all(Evidence evidence) {
    Findings findings = new Findings();
    ALL.forEach(check -> check.look(evidence, findings));
    return findings;
  }
}
