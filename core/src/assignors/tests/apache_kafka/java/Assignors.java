import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.GroupSpec;
import org.apache.kafka.coordinator.group.api.assignor.MemberAssignment;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;

/**
 * Runs Apache Kafka's assignors on groups that stand on standard input, a line for each topic and
 * member as peer.rs writes them, and answers with a line for each member.
 *
 * <pre>
 * Assignors        answers each group
 * Assignors time   answers each group with the median nanoseconds of assigning it
 * </pre>
 */
public final class Assignors {
    private static final int WARMUPS = 200;
    private static final int RUNS = 101;

    private final List<String[]> topics = new ArrayList<>();
    private final List<String[]> members = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        boolean timed = arguments.length > 0;
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        PrintStream output = new PrintStream(System.out, false);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] what = line.split(" ");
            Assignors group = read(input);
            try {
                Work<?> work = what[0].equals("server")
                    ? group.server(what[1], SubscriptionType.valueOf(what[2]))
                    : group.client(what[1]);
                if (timed) {
                    output.println(median(work));
                } else {
                    work.answer().forEach((member, assigned) ->
                        output.println("member " + member + " " + assigned));
                }
            } catch (Exception error) {
                output.println("error " + error);
            }
            output.println("end");
        }
        output.flush();
    }

    private static Assignors read(BufferedReader input) throws IOException {
        Assignors group = new Assignors();
        while (true) {
            String[] parts = input.readLine().split(" ");
            switch (parts[0]) {
                case "topic" -> group.topics.add(parts);
                case "member" -> group.members.add(parts);
                default -> {
                    return group;
                }
            }
        }
    }

    /** What is timed, and what makes text of it. */
    private record Work<T>(Callable<T> assign, Function<T, Map<String, String>> text) {
        Map<String, String> answer() throws Exception {
            return text.apply(assign.call());
        }
    }

    private static long median(Work<?> work) throws Exception {
        long[] times = new long[RUNS];
        for (int run = -WARMUPS; run < RUNS; run++) {
            long began = System.nanoTime();
            work.assign().call();
            if (run >= 0) {
                times[run] = System.nanoTime() - began;
            }
        }
        java.util.Arrays.sort(times);
        return times[RUNS / 2];
    }

    /** What goes through the members in order, goes through them in the order of the input. */
    private Work<?> server(String name, SubscriptionType type) {
        Map<Uuid, Integer> counts = new HashMap<>();
        topics.forEach(topic -> counts.put(Uuid.fromString(topic[1]), Integer.valueOf(topic[2])));
        Map<String, MemberSubscriptionAndAssignmentImpl> specs = new LinkedHashMap<>();
        Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
        for (String[] member : members) {
            Map<Uuid, Set<Integer>> target = new LinkedHashMap<>();
            for (String topic : list(member[4], ";")) {
                Uuid id = Uuid.fromString(topic.split(":")[0]);
                for (String number : topic.split(":")[1].split(",")) {
                    int partition = Integer.parseInt(number);
                    target.computeIfAbsent(id, key -> new TreeSet<>()).add(partition);
                    owners.computeIfAbsent(id, key -> new HashMap<>()).put(partition, member[1]);
                }
            }
            Set<Uuid> subscribed = list(member[3], ",").stream()
                .map(Uuid::fromString).collect(Collectors.toCollection(LinkedHashSet::new));
            specs.put(member[1], new MemberSubscriptionAndAssignmentImpl(
                Optional.empty(), optional(member[2]), subscribed, new Assignment(target)));
        }
        GroupSpec group = new GroupSpecImpl(specs, type, owners);
        SubscribedTopicDescriber describer = new SubscribedTopicDescriber() {
            @Override
            public int numPartitions(Uuid topicId) {
                return counts.getOrDefault(topicId, -1);
            }

            @Override
            public Set<String> racksForPartition(Uuid topicId, int partition) {
                return Set.of();
            }
        };
        ConsumerGroupPartitionAssignor assignor = name.equals("uniform")
            ? new org.apache.kafka.coordinator.group.assignor.UniformAssignor()
            : new org.apache.kafka.coordinator.group.assignor.RangeAssignor();
        return new Work<>(() -> assignor.assign(group, describer).members(), assigned -> {
            Map<String, String> answer = new TreeMap<>();
            assigned.forEach((member, assignment) -> answer.put(member, text(assignment)));
            return answer;
        });
    }

    private static String text(MemberAssignment assignment) {
        Map<String, String> topics = new TreeMap<>();
        assignment.partitions().forEach((topic, partitions) -> {
            String numbers = partitions.stream().sorted().map(String::valueOf)
                .collect(Collectors.joining(","));
            topics.put(topic.toString(), topic + ":" + numbers);
        });
        return topics.isEmpty() ? "-" : String.join(";", topics.values());
    }

    /** As the leader of a group does it: members come in the order of the JoinGroup response. */
    private Work<?> client(String name) {
        Map<String, Node> nodes = new HashMap<>();
        List<PartitionInfo> partitions = new ArrayList<>();
        for (String[] topic : topics) {
            String[] racks = topic[2].split(",");
            for (int partition = 0; partition < racks.length; partition++) {
                Node[] replicas = list(racks[partition], "[+]").stream()
                    .map(rack -> nodes.computeIfAbsent(rack,
                        key -> new Node(nodes.size(), "host", 9092, key)))
                    .toArray(Node[]::new);
                partitions.add(new PartitionInfo(topic[1], partition, null, replicas, replicas));
            }
        }
        Cluster cluster = new Cluster("cluster", nodes.values(), partitions, Set.of(), Set.of());
        Callable<Map<String, ConsumerPartitionAssignor.Assignment>> assign = () -> {
            Map<String, ConsumerPartitionAssignor.Subscription> subscriptions = new HashMap<>();
            for (String[] member : members) {
                ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(member[3]));
                var subscription = ConsumerProtocol.deserializeSubscription(bytes);
                subscription.setGroupInstanceId(optional(member[2]));
                subscriptions.put(member[1], subscription);
            }
            // A new one for each: the sticky ones remember the highest generation.
            return assignor(name)
                .assign(cluster, new ConsumerPartitionAssignor.GroupSubscription(subscriptions))
                .groupAssignment();
        };
        return new Work<>(assign, assigned -> {
            Map<String, String> answer = new TreeMap<>();
            assigned.forEach((member, assignment) -> {
                ByteBuffer bytes = ConsumerProtocol.serializeAssignment(assignment);
                answer.put(member, HexFormat.of().formatHex(bytes.array()));
            });
            return answer;
        });
    }

    private static ConsumerPartitionAssignor assignor(String name) {
        return Stream.of(
                new org.apache.kafka.clients.consumer.RangeAssignor(),
                new org.apache.kafka.clients.consumer.RoundRobinAssignor(),
                new org.apache.kafka.clients.consumer.StickyAssignor(),
                new org.apache.kafka.clients.consumer.CooperativeStickyAssignor())
            .filter(assignor -> assignor.name().equals(name))
            .findFirst()
            .orElseThrow();
    }

    private static List<String> list(String text, String separator) {
        return text.equals("-") ? List.of() : List.of(text.split(separator));
    }

    private static Optional<String> optional(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }
}
