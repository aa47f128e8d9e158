package dev.cubby.local.usage;

import dev.cubby.local.template.UsagePlanDefinition;
import dev.cubby.local.usage.RegistryException.Reason;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The API keys, and which of them are in which usage plan. Lookups are lock-free. Changes are
/// serialized, and each is written to the file before it returns.
public final class KeyRegistry {

  /// "Usage plans and API keys for REST APIs" in API Gateway's developer guide.
  private static final int MIN_VALUE_LENGTH = 20;

  private static final int MAX_VALUE_LENGTH = 128;

  private static final int GENERATED_VALUE_LENGTH = 40;
  private static final int ID_LENGTH = 10;
  private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String VALUE_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final NavigableMap<String, UsagePlanDefinition> plans;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentSkipListMap<String, ApiKey> keys = new ConcurrentSkipListMap<>();
  private final Map<String, String> idsByValue = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Subscription>> subscriptions = new ConcurrentHashMap<>();
  private @Nullable UsageFile file;

  /// A key to be created. A null value is generated.
  public record NewKey(
      @Nullable String value,
      @Nullable String name,
      @Nullable String description,
      @Nullable String customerId,
      boolean enabled,
      Map<String, String> tags) {}

  KeyRegistry(Map<String, UsagePlanDefinition> plans, InstantSource clock) {
    this.plans = new TreeMap<>(plans);
    this.clock = clock;
  }

  /// Writes every change to `file` from now on.
  void keepIn(UsageFile file) {
    this.file = file;
  }

  /// Creates a key.
  ///
  /// @throws RegistryException if another key has its value, or it is not 20 to 128 characters long
  public synchronized ApiKey create(NewKey template) throws RegistryException {
    var key = put(random(ID_CHARACTERS, ID_LENGTH), template);
    save();
    return key;
  }

  /// Stores a key under its id, replacing any other.
  synchronized ApiKey put(String id, NewKey template) throws RegistryException {
    var value = template.value() == null ? value(id) : template.value();
    if (value.length() < MIN_VALUE_LENGTH) {
      throw new RegistryException(
          Reason.BAD_REQUEST, "API Key value should be at least 20 characters");
    }
    if (value.length() > MAX_VALUE_LENGTH) {
      throw new RegistryException(
          Reason.BAD_REQUEST, "API Key value exceeds maximum size of 128 characters");
    }
    if (!id.equals(idsByValue.getOrDefault(value, id))) {
      throw new RegistryException(Reason.CONFLICT, "API Key already exists");
    }
    long now = clock.instant().getEpochSecond();
    var key =
        new ApiKey(
            id,
            value,
            template.name(),
            template.description(),
            template.customerId(),
            template.enabled(),
            template.tags(),
            now,
            now);
    add(key);
    return key;
  }

  /// Adds a key from the file.
  synchronized void add(ApiKey key) {
    var former = keys.put(key.id(), key);
    if (former != null) {
      idsByValue.remove(former.value());
    }
    idsByValue.put(key.value(), key.id());
  }

  /// Applies `change` to a key. Its value and id stay.
  ///
  /// @throws RegistryException if there is no such key
  public synchronized ApiKey update(String id, UnaryOperator<ApiKey> change)
      throws RegistryException {
    var key = change.apply(key(id));
    keys.put(id, key);
    save();
    return key;
  }

  /// Deletes a key, and removes it from its plans.
  ///
  /// @throws RegistryException if there is no such key
  public synchronized void delete(String id) throws RegistryException {
    idsByValue.remove(key(id).value());
    subscriptions.remove(id);
    keys.remove(id);
    save();
  }

  /// Adds a key to a plan.
  ///
  /// @throws RegistryException if there is no such key or plan, or the key is in this plan or in
  ///   another one of the same stage
  public synchronized ApiKey subscribe(String planId, String keyId) throws RegistryException {
    var plan = plan(planId);
    var key = key(keyId);
    for (var other : subscriptionsOf(keyId).values()) {
      if (other.plan().id().equals(planId)) {
        throw new RegistryException(
            Reason.CONFLICT, "API Key " + keyId + " is already in Usage Plan " + planId);
      }
      if (other.plan().sharesAStageWith(plan)) {
        throw new RegistryException(
            Reason.CONFLICT,
            "Usage Plan "
                + planId
                + " cannot be added because API Key cannot reference multiple Usage Plans with the"
                + " same API stage");
      }
    }
    subscribe(plan, keyId, Map.of());
    save();
    return key;
  }

  /// Adds a key to a plan, and removes it from those that share a stage with it.
  synchronized void subscribe(UsagePlanDefinition plan, String keyId, Map<LocalDate, Long> counts) {
    var own = subscriptions.computeIfAbsent(keyId, _ -> new ConcurrentSkipListMap<>());
    own.values().removeIf(other -> other.plan().sharesAStageWith(plan));
    own.put(plan.id(), new Subscription(plan, counts, clock));
  }

  /// Removes a key from a plan.
  ///
  /// @throws RegistryException if there is no such plan, or the key is not in it
  public synchronized void unsubscribe(String planId, String keyId) throws RegistryException {
    member(planId, keyId);
    subscriptionsOf(keyId).remove(planId);
    save();
  }

  /// The key with this id.
  ///
  /// @throws RegistryException if there is no such key
  public ApiKey key(String id) throws RegistryException {
    var key = keys.get(id);
    if (key == null) {
      throw RegistryException.noSuchKey();
    }
    return key;
  }

  /// All keys, by id.
  public List<ApiKey> keys() {
    return List.copyOf(keys.values());
  }

  /// The plan with this id.
  ///
  /// @throws RegistryException if there is no such plan
  public UsagePlanDefinition plan(String id) throws RegistryException {
    var plan = plans.get(id);
    if (plan == null) {
      throw RegistryException.noSuchPlan();
    }
    return plan;
  }

  /// All plans, by id.
  public List<UsagePlanDefinition> plans() {
    return List.copyOf(plans.values());
  }

  /// The plans that a key is in.
  public List<UsagePlanDefinition> plansOf(String keyId) {
    return subscriptionsOf(keyId).values().stream().map(Subscription::plan).toList();
  }

  /// The keys in a plan, by id.
  ///
  /// @throws RegistryException if there is no such plan
  public List<ApiKey> members(String planId) throws RegistryException {
    plan(planId);
    return keys.values().stream()
        .filter(key -> subscriptionsOf(key.id()).containsKey(planId))
        .toList();
  }

  /// A key in a plan.
  ///
  /// @throws RegistryException if there is no such plan, or the key is not in it
  public ApiKey member(String planId, String keyId) throws RegistryException {
    plan(planId);
    if (!subscriptionsOf(keyId).containsKey(planId)) {
      throw RegistryException.noSuchKey();
    }
    return key(keyId);
  }

  /// The requests of a key on `day`, and its remaining quota at the end of that day.
  ///
  /// @throws RegistryException if there is no such plan, or the key is not in it
  public Usage usage(String planId, String keyId, LocalDate day) throws RegistryException {
    plan(planId);
    var subscription = subscriptionsOf(keyId).get(planId);
    if (subscription == null) {
      throw RegistryException.noSuchKey();
    }
    return new Usage(subscription.count().used(day), subscription.count().remaining(day));
  }

  /// Requests of a day.
  ///
  /// @param remaining null where the plan has no quota
  public record Usage(long used, @Nullable Long remaining) {}

  /// The key with this value; null if absent.
  @Nullable ApiKey find(String value) {
    var id = idsByValue.get(value);
    return id == null ? null : keys.get(id);
  }

  /// The subscription that `stage` counts a key's requests by; null if the key is in no plan of it.
  @Nullable Subscription subscription(String keyId, UsagePlanDefinition.Stage stage) {
    for (var subscription : subscriptionsOf(keyId).values()) {
      if (subscription.plan().stages().containsKey(stage)) {
        return subscription;
      }
    }
    return null;
  }

  Map<String, Subscription> subscriptionsOf(String keyId) {
    return subscriptions.getOrDefault(keyId, Map.of());
  }

  /// Writes everything, including request counts, if there is a file.
  synchronized void save() {
    if (file != null) {
      file.write(this);
    }
  }

  /// A generated value is kept.
  private String value(String id) {
    var known = keys.get(id);
    return known == null ? random(VALUE_CHARACTERS, GENERATED_VALUE_LENGTH) : known.value();
  }

  private String random(String characters, int length) {
    return random
        .ints(length, 0, characters.length())
        .collect(
            StringBuilder::new,
            (text, index) -> text.append(characters.charAt(index)),
            StringBuilder::append)
        .toString();
  }
}
