package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.infra.Sources.Text;

/**
 * One edit of a real text that breaks it.
 *
 * @param text what is edited
 * @param behind where the edit is: the first place behind this line
 * @param original what is there
 * @param broken what is put in its place
 * @param finding a part of the sentence that has to be found
 */
record BrokenCopy(Text text, String behind, String original, String broken, String finding) {

  /** The beginning of a copy: where it is edited. */
  record Place(Text text, String behind) {

    Edit replace(String original, String broken) {
      return new Edit(this, original, broken);
    }
  }

  /** An edit, of which it has to be said what is found in it. */
  record Edit(Place place, String original, String broken) {

    BrokenCopy isFound(String finding) {
      return new BrokenCopy(place.text(), place.behind(), original, broken, finding);
    }
  }

  static Place template(String behind) {
    return new Place(Text.TEMPLATE, behind);
  }

  static Place scheduleTemplate(String behind) {
    return new Place(Text.SCHEDULE_TEMPLATE, behind);
  }

  static Place definition(String behind) {
    return new Place(Text.DEFINITION, behind);
  }

  static Place runbook(String behind) {
    return new Place(Text.RUNBOOK, behind);
  }

  /** The sources with this one edit. */
  Sources applyTo(Sources sources) {
    String content = sources.text(text);
    int start = content.indexOf(behind);
    assertThat(start).as("%s has \"%s\"", text, behind).isNotNegative();
    int place = content.indexOf(original, start);
    assertThat(place).as("%s has \"%s\" behind \"%s\"", text, original, behind).isNotNegative();
    assertThat(broken).isNotEqualTo(original);
    return sources.with(
        text, content.substring(0, place) + broken + content.substring(place + original.length()));
  }

  @Override
  public String toString() {
    return "%s: \"%s\" instead of \"%s\"".formatted(text, broken, original).replace('\n', ' ');
  }
}
