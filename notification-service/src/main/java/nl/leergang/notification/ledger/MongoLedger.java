package nl.leergang.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.leergang.messaging.Each;
import nl.leergang.notification.replica.Told;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Takes, renews and hands back mails. What ends a mail's way and is published for it is {@link
 * Outcomes}' part.
 */
@Component
class MongoLedger implements Ledger {

  private static final int DUPLICATE_KEY = 11_000;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final List<String> UNTAKEN =
      List.of(Status.WAITING.name(), Status.PENDING.name(), Status.RETRY.name());

  private static final Set<Status> UNDER_WAY =
      EnumSet.of(Status.WAITING, Status.PENDING, Status.SENDING, Status.RETRY, Status.UNKNOWN);

  private final MongoDatabase database;
  private final MongoCollection<Document> mails;
  private final Intents intents;
  private final Outcomes outcomes;

  MongoLedger(MongoDatabase database, Intents intents, Outcomes outcomes) {
    this.database =
        database
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY);
    this.mails = this.database.getCollection(Intents.COLLECTION);
    this.intents = intents;
    this.outcomes = outcomes;
  }

  @Override
  public void createIndexes() {
    // A lease's end is kept as the next attempt too, so that one index finds both kinds of due.
    mails.createIndex(
        Indexes.ascending("nextAttemptAt", "createdAt"),
        new IndexOptions().partialFilterExpression(eq("active", true)));
    mails.createIndex(Indexes.ascending("contactId", "createdAt"));
    // The staff's lists, newest first, in the order that they are sorted by to the last.
    mails.createIndex(Indexes.descending("status", "createdAt", "_id"));
    mails.createIndex(Indexes.descending("createdAt", "_id"));
    mails.createIndex(
        Indexes.ascending("createdAt"),
        new IndexOptions().name("with_bytes").partialFilterExpression(exists("bytes")));
  }

  @Override
  public List<Claim> claim(String owner, int max, Duration lease) {
    // Only to find candidates; whether one is due is decided by the update below.
    Date now = now();
    List<String> due = due(lte("nextAttemptAt", now), max);
    if (due.size() == max && max > 1) {
      // New mails are all due since ever. Those that wait for a time of their own get their share
      // of what does not fit.
      List<String> waited =
          due(and(gt("nextAttemptAt", Intents.AT_ONCE), lte("nextAttemptAt", now)), max / 4 + 1);
      waited.removeAll(due);
      due.subList(max - waited.size(), max).clear();
      due.addAll(waited);
    }
    if (due.isEmpty()) {
      return List.of();
    }
    String token = UUID.randomUUID().toString();
    Document inData = new Document("$eq", List.of("$phase", "DATA"));
    Document interrupted =
        new Document(
            "$and",
            List.of(inData, new Document("$eq", List.of("$status", Status.SENDING.name()))));
    mails.updateMany(
        and(
            in("_id", due),
            eq("active", true),
            new Document("$expr", new Document("$lte", List.of("$nextAttemptAt", "$$NOW")))),
        List.of(
            (Bson)
                new Document(
                    "$set",
                    new Document("status", Status.SENDING.name())
                        .append(
                            "lease",
                            new Document("owner", literal(owner))
                                .append("token", token)
                                .append("until", fromNow(lease)))
                        .append("nextAttemptAt", fromNow(lease))
                        .append("interrupted", interrupted)
                        .append(
                            "uncertain",
                            new Document(
                                "$or",
                                List.of(new Document("$eq", List.of("$uncertain", true)), inData)))
                        .append(
                            "attempts",
                            new Document(
                                "$add",
                                List.of(
                                    "$attempts",
                                    new Document("$cond", List.of(interrupted, 1, 0))))))));
    return mails
        .find(and(in("_id", due), eq("lease.token", token)))
        .sort(Sorts.ascending("createdAt"))
        .map(found ->
            new Claim(
                Notification.from(found),
                token,
                "DATA".equals(found.getString("phase")),
                found.getBoolean("interrupted", false)))
        .into(new ArrayList<>());
  }

  private Date now() {
    return database.runCommand(new Document("hello", 1)).getDate("localTime");
  }

  private List<String> due(Bson when, int max) {
    return mails
        .find(and(eq("active", true), when))
        .sort(Sorts.ascending("nextAttemptAt", "createdAt"))
        .limit(max)
        .projection(Projections.include("_id"))
        .map(found -> found.getString("_id"))
        .into(new ArrayList<>());
  }

  @Override
  public Set<String> renew(Collection<Claim> claims, Duration lease) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    Bson standing =
        and(
            ours(claims),
            new Document("$expr", new Document("$gt", List.of("$lease.until", "$$NOW"))));
    mails.updateMany(
        standing,
        List.of(
            set(
                new Document("lease.until", fromNow(lease))
                    .append("nextAttemptAt", fromNow(lease)))));
    return standing(standing);
  }

  @Override
  public Set<String> enterData(List<Departure> departures) {
    if (departures.isEmpty()) {
      return Set.of();
    }
    // The lease is as it was taken or last renewed; while a mail waits for its turn at the server
    // it is renewed with all others.
    long changed = 0;
    Map<String, List<Departure>> byToken =
        departures.stream().collect(Collectors.groupingBy(one -> one.claim().token()));
    for (List<Departure> group : byToken.values()) {
      changed += enterDataTogether(group);
    }
    List<Claim> claims = departures.stream().map(Departure::claim).toList();
    return changed == claims.size()
        ? takings(claims)
        : standing(and(ours(claims), eq("phase", "DATA")));
  }

  private long enterDataTogether(List<Departure> group) {
    Document own =
        Each.own(
            group.stream().map(one -> one.claim().id()).toList(),
            group.stream().map(MongoLedger::leaving).toList());
    Document all =
        new Document("phase", "DATA")
            .append("firstTriedAt", new Document("$ifNull", List.of("$firstTriedAt", "$$NOW")));
    Bson filter = ours(group.stream().map(Departure::claim).toList());
    List<Bson> update = List.of(Each.merged(own, all));
    try {
      return mails.updateMany(filter, update).getModifiedCount();
    } catch (MongoSocketException | MongoNotPrimaryException | MongoNodeIsRecoveringException e) {
      // The driver repeats what concerns one document. This may be repeated as well: what is there
      // already stays as it is, and is not counted.
      return mails.updateMany(filter, update).getModifiedCount();
    }
  }

  private static Document leaving(Departure departure) {
    Notification before = departure.claim().mail();
    if (departure.claim().resend()) {
      return new Document("resends", before.resends() + 1);
    }
    Rendered mail = departure.mail();
    Document changes =
        new Document("bytes", Packed.of(mail.bytes()))
            .append("to", mail.recipient())
            .append("subject", mail.subject());
    // Where nothing is told, and never was, two empty fields say no more than none.
    if (!mail.tells().isEmpty() || !before.tells().isEmpty()) {
      changes.append("tells", Told.documents(mail.tells()));
    }
    if (!mail.before().isEmpty() || !before.before().isEmpty()) {
      changes.append("before", Told.documents(mail.before()));
    }
    return changes;
  }

  private static Set<String> takings(Collection<Claim> claims) {
    return claims.stream().map(Claim::taking).collect(Collectors.toSet());
  }

  /** Those of these mails that are under one of the leases of these claims. */
  static Bson ours(Collection<Claim> claims) {
    return and(
        in("_id", claims.stream().map(Claim::id).toList()),
        eq("status", Status.SENDING.name()),
        in("lease.token", claims.stream().map(Claim::token).distinct().toList()));
  }

  private Set<String> standing(Bson filter) {
    Set<String> standing = new HashSet<>();
    mails
        .find(filter)
        .projection(Projections.include("lease.token"))
        .forEach(found ->
            standing.add(
                Claim.taking(
                    found.getString("_id"), found.getEmbedded(List.of("lease", "token"), ""))));
    return standing;
  }

  @Override
  public boolean withhold(Claim claim) {
    return change(
        claim,
        new Document("status", Status.PENDING.name()).append("nextAttemptAt", Intents.AT_ONCE),
        "lease",
        "phase",
        "bytes");
  }

  @Override
  public boolean release(Claim claim) {
    Document changes = new Document("nextAttemptAt", Intents.AT_ONCE);
    return claim.resend()
        ? change(claim, notSentAgain(changes, claim), "lease")
        : change(claim, changes.append("status", Status.PENDING.name()), "lease");
  }

  @Override
  public void waitFor(List<Waiting> waiting) {
    mails.bulkWrite(
        waiting.stream()
            .map(one ->
                new UpdateOneModel<Document>(
                    held(one.claim()),
                    List.of(
                        set(
                            new Document("status", Status.WAITING.name())
                                .append("nextAttemptAt", fromNow(one.delay()))
                                .append("waits", plusOne("waits"))
                                .append("lastError", literal(one.what()))),
                        new Document("$unset", "lease"))))
            .toList(),
        UNORDERED);
  }

  @Override
  public boolean supersede(Claim claim, String why) {
    return change(
        claim,
        new Document("status", Status.SUPERSEDED.name())
            .append("active", false)
            .append("lastError", literal(why)),
        "lease",
        "nextAttemptAt");
  }

  @Override
  public boolean retry(Claim claim, String error, Duration delay, boolean counts) {
    Document changes =
        new Document("nextAttemptAt", fromNow(delay))
            .append("lastError", literal(error))
            .append("firstTriedAt", orNow("firstTriedAt"));
    if (counts) {
      changes.append("attempts", plusOne("attempts"));
    }
    return claim.resend()
        ? change(claim, notSentAgain(changes, claim), "lease")
        : change(claim, changes.append("status", Status.RETRY.name()), "lease", "phase", "bytes");
  }

  /** What is known of the earlier sending stays, and this was not one more. */
  private static Document notSentAgain(Document changes, Claim claim) {
    return changes
        .append("status", Status.UNKNOWN.name())
        .append("resends", claim.mail().resends());
  }

  @Override
  public boolean unknown(Claim claim, String error, Duration delay) {
    return change(
        claim,
        new Document("status", Status.UNKNOWN.name())
            .append("uncertain", true)
            .append("attempts", plusOne("attempts"))
            .append("nextAttemptAt", fromNow(delay))
            .append("lastError", literal(error)),
        "lease");
  }

  @Override
  public Set<String> sent(List<Sent> sent) {
    return outcomes.sent(sent);
  }

  @Override
  public boolean failed(Claim claim, String error) {
    return outcomes.failed(claim, Status.FAILED, error);
  }

  @Override
  public boolean leaveUnknown(Claim claim, String error) {
    return outcomes.failed(claim, Status.UNKNOWN, error);
  }

  @Override
  public void insertIfAbsent(List<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    try {
      mails.insertMany(
          moves.stream().map(intents::entry).toList(), new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null
          || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
        throw e;
      }
    }
  }

  @Override
  public UnderWay underWay(Collection<String> registrationIds) {
    Map<String, List<UnderWay.Mail>> found = new HashMap<>();
    if (!registrationIds.isEmpty()) {
      mails
          .find(
              and(
                  in("contactId", registrationIds),
                  in("kind", Template.Kind.STATUS.name(), Template.Kind.MOVE.name()),
                  eq("active", true)))
          .projection(Projections.include("contactId", "kind", "sessionId", "status"))
          .forEach(mail ->
              found
                  .computeIfAbsent(mail.getString("contactId"), id -> new ArrayList<>())
                  .add(
                      new UnderWay.Mail(
                          mail.getString("_id"),
                          Template.Kind.valueOf(mail.getString("kind")),
                          mail.getString("sessionId"),
                          Status.valueOf(mail.getString("status")))));
    }
    return new UnderWay(found);
  }

  @Override
  public boolean otherMoveUnderWay(Claim claim) {
    Notification mail = claim.mail();
    Bson others =
        and(
            eq("contactId", mail.contactId()),
            eq("kind", Template.Kind.MOVE.name()),
            eq("sessionId", mail.sessionId()),
            eq("active", true),
            ne("_id", mail.id()));
    mails.updateMany(
        and(others, in("status", UNTAKEN), lt("sessionSequence", mail.sessionSequence())),
        new Document(
                "$set",
                new Document("status", Status.SUPERSEDED.name())
                    .append("active", false)
                    .append("lastError", "a later move of the session came first"))
            .append("$unset", new Document("nextAttemptAt", "")));
    return any(
        and(
            others,
            in("status", List.of(Status.SENDING.name(), Status.UNKNOWN.name())),
            // Taken at the same time, the newer one gives way: the older finds out by
            // itself that it is superseded.
            or(lt("sessionSequence", mail.sessionSequence()), eq("phase", "DATA"))));
  }

  @Override
  public void hasten(Collection<String> contactIds) {
    mails.updateMany(
        and(in("contactId", contactIds), eq("active", true), eq("status", Status.WAITING.name())),
        new Document("$set", new Document("nextAttemptAt", Intents.AT_ONCE)));
  }

  @Override
  public boolean erase(String contactId) {
    Document noData = new Document("bytes", "").append("to", "").append("subject", "");
    mails.updateMany(
        and(eq("contactId", contactId), eq("active", true), ne("status", Status.SENDING.name())),
        new Document(
                "$set",
                new Document("status", Status.SUPERSEDED.name())
                    .append("active", false)
                    .append("lastError", "the person was erased"))
            .append("$unset", new Document("nextAttemptAt", "").append("phase", "")));
    // Counted before the data goes: one that ends in between is seen here, and come back for.
    long beingSent =
        mails.countDocuments(and(eq("contactId", contactId), eq("status", Status.SENDING.name())));
    mails.updateMany(
        and(eq("contactId", contactId), ne("status", Status.SENDING.name())),
        new Document("$unset", noData));
    // The mail server's own words may name the person.
    mails.updateMany(
        and(eq("contactId", contactId), in("status", Status.FAILED.name(), Status.UNKNOWN.name())),
        new Document("$unset", new Document("lastError", "")));
    return beingSent == 0;
  }

  @Override
  public long forgetBytes(Duration olderThan) {
    Date before = Date.from(now().toInstant().minus(olderThan));
    return mails
        .updateMany(
            and(exists("bytes"), lt("createdAt", before), eq("active", false)),
            new Document("$unset", new Document("bytes", "")))
        .getModifiedCount();
  }

  @Override
  public Map<Status, Long> countUnderWay() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    // One count for each: all of them together would read every mail there ever was.
    for (Status status : UNDER_WAY) {
      Bson filter = eq("status", status.name());
      counts.put(
          status,
          mails.countDocuments(
              // The others are never left in these.
              status == Status.UNKNOWN ? and(filter, eq("active", true)) : filter));
    }
    return counts;
  }

  private boolean any(Bson filter) {
    return mails.find(filter).projection(Projections.include("_id")).first() != null;
  }

  private boolean change(Claim claim, Document changes, String... gone) {
    List<Bson> pipeline = new ArrayList<>();
    pipeline.add(set(changes));
    if (gone.length > 0) {
      pipeline.add(new Document("$unset", Arrays.asList(gone)));
    }
    return mails.updateOne(held(claim), pipeline).getModifiedCount() == 1;
  }

  static Bson held(Claim claim) {
    return and(
        eq("_id", claim.id()),
        eq("status", Status.SENDING.name()),
        eq("lease.token", claim.token()));
  }

  private static Bson set(Document changes) {
    return new Document("$set", changes);
  }

  private static Document fromNow(Duration duration) {
    return new Document("$add", List.of("$$NOW", duration.toMillis()));
  }

  private static Document plusOne(String field) {
    return new Document("$add", List.of(new Document("$ifNull", List.of("$" + field, 0)), 1));
  }

  private static Document orNow(String field) {
    return new Document("$ifNull", List.of("$" + field, "$$NOW"));
  }

  /** What people wrote must not be read as an expression. */
  private static Document literal(Object value) {
    return new Document("$literal", value);
  }
}
