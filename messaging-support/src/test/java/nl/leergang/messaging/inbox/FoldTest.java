package nl.leergang.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.Fold.Step;
import nl.leergang.sample.Wire;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FoldTest {

  private final TestProjection events = new TestProjection("t", "c", false);
  private final TestProjection snapshots = new TestProjection("t", "c", true);

  @Test
  void appliesTheNextNumberOnly() {
    Fold fold = new Fold(events, "k", null);

    assertThat(fold.accept(event(2))).isEqualTo(Step.GAP);
    assertThat(fold.accept(event(1))).isEqualTo(Step.APPLIED);
    assertThat(fold.accept(event(1))).isEqualTo(Step.DUPLICATE);
    assertThat(fold.accept(event(2))).isEqualTo(Step.APPLIED);
    assertThat(fold.last()).isEqualTo(2);
  }

  @Test
  void writesOnlyWhatChangedSoThatOthersFieldsSurvive() {
    Document before =
        new Document("_id", "k")
            .append("lastSeq", 1L)
            .append("texts", List.of("a"))
            .append("theirs", new Document("x", 1))
            .append("drop", 1);
    Fold fold = new Fold(events, "k", before);
    fold.accept(Wire.event("k", 2, "{\"text\":\"remove-drop\"}"));

    assertThat(fold.changes())
        .isEqualTo(
            new Document(
                    "$set",
                    new Document("lastSeq", 2L).append("texts", List.of("a", "remove-drop")))
                .append("$unset", new Document("drop", "")));
  }

  @Test
  void noticesAChangeInsideAFieldThatTheProjectionMadeInPlace() {
    List<String> texts = new ArrayList<>(List.of("a"));
    Document before = new Document("_id", "k").append("lastSeq", 1L).append("texts", texts);
    Fold fold = new Fold(new InPlace(), "k", before);
    fold.accept(event(2));

    assertThat(fold.changes().get("$set", Document.class).getList("texts", String.class))
        .containsExactly("a", "more");
    assertThat(texts).containsExactly("a");
  }

  @Test
  void takesTheNewestSnapshotWhateverIsMissing() {
    Fold fold = new Fold(snapshots, "k", null);

    assertThat(fold.accept(event(7))).isEqualTo(Step.APPLIED);
    assertThat(fold.accept(event(6))).isEqualTo(Step.DUPLICATE);
    assertThat(fold.last()).isEqualTo(7);
  }

  @Test
  void remembersOfAnErasedOneNothingButThat() {
    Document before = new Document("_id", "k").append("lastSeq", 1L).append("texts", List.of("a"));
    Fold fold = new Fold(snapshots, "k", before);
    fold.accept(Wire.event("k", 2, null));
    fold.accept(event(3));

    assertThat(fold.changes())
        .isEqualTo(
            new Document("$set", new Document("lastSeq", 3L).append("erased", true))
                .append("$unset", new Document("texts", "")));
  }

  @Test
  void takesAProjectionThatFailsForPoison() {
    Fold fold = new Fold(new Failing(), "k", null);

    assertThatThrownBy(() -> fold.accept(event(1))).isInstanceOf(MalformedEventException.class);
    assertThat(fold.moved()).isFalse();
  }

  private static InboundEvent event(long sequence) {
    return Wire.event("k", sequence, "{\"text\":\"t" + sequence + "\"}");
  }

  private record InPlace() implements Projection {
    @Override
    public String topic() {
      return "t";
    }

    @Override
    public String collection() {
      return "c";
    }

    @Override
    public Document apply(Document state, InboundEvent event) {
      state.getList("texts", String.class).add("more");
      return state;
    }
  }

  private record Failing() implements Projection {
    @Override
    public String topic() {
      return "t";
    }

    @Override
    public String collection() {
      return "c";
    }

    @Override
    public Document apply(Document state, InboundEvent event) {
      throw new ClassCastException("a number where a text was meant");
    }
  }
}
