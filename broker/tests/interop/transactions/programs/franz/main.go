// Transactions of franz-go.
//
// produce ADDRESS TRANSACTIONAL_ID TIMEOUT_MS   a producer that is told what to do, as confluent.py is
// copy ADDRESS GROUP INPUT OUTPUT TRANSACTIONAL_ID SESSION_MS TRANSACTION_MS
// a GroupTransactSession that copies until its input ends; says copied and how many
// read ADDRESS TOPIC ISOLATION COUNT            prints the values of COUNT records
// load ADDRESS TOPIC RATE    writes numbers without transactions until its input ends, RATE a second, to all
// partitions in turn; says which are acknowledged: acknowledged PARTITION OFFSET VALUE
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

func say(words ...any) {
	os.Stdout.WriteString(fmt.Sprintln(words...))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return value
}

func logger() kgo.Opt {
	return kgo.WithLogger(kgo.BasicLogger(os.Stderr, kgo.LogLevelWarn, nil))
}

// told is a producer that is told what to do.
type told struct {
	client          *kgo.Client
	transactionalID string
}

func (t *told) do(ctx context.Context, what string, rest []string) error {
	switch what {
	case "init":
		// With an id whose transaction is still being ended, it is asked for again.
		_, _, err := t.client.ProducerID(ctx)
		return err
	case "begin":
		return t.client.BeginTransaction()
	case "send":
		record := &kgo.Record{Topic: rest[0], Partition: int32(number(rest[1])), Value: []byte(rest[2])}
		// It may leave after this order is answered.
		t.client.Produce(context.Background(), record, func(_ *kgo.Record, err error) { t.keep(err) })
		return nil
	case "flush":
		if err := t.client.Flush(ctx); err != nil {
			return err
		}
		return t.taken()
	case "offsets":
		return t.offsets(ctx, rest[0], rest[1], int32(number(rest[2])), number(rest[3]))
	case "commit":
		if err := t.client.Flush(ctx); err != nil {
			return err
		}
		if err := t.taken(); err != nil {
			return err
		}
		return t.client.EndTransaction(ctx, kgo.TryCommit)
	case "abort":
		_ = t.taken()
		if err := t.client.AbortBufferedRecords(ctx); err != nil {
			return err
		}
		return t.client.EndTransaction(ctx, kgo.TryAbort)
	default:
		panic("unknown order " + what)
	}
}

var failures = make(chan error, 1)

// keep remembers the first error of a delivery.
func (t *told) keep(err error) {
	if err == nil {
		return
	}
	select {
	case failures <- err:
	default:
	}
}

func (t *told) taken() error {
	select {
	case err := <-failures:
		return err
	default:
		return nil
	}
}

// offsets adds the offset of a group without members; franz-go itself does that for its own group only.
func (t *told) offsets(ctx context.Context, group, topic string, partition int32, offset int64) error {
	id, epoch, err := t.client.ProducerID(ctx)
	if err != nil {
		return err
	}
	add := kmsg.NewPtrAddOffsetsToTxnRequest()
	add.TransactionalID, add.ProducerID, add.ProducerEpoch, add.Group = t.transactionalID, id, epoch, group
	added, err := add.RequestWith(ctx, t.client)
	if err != nil {
		return err
	}
	if err := kerr.ErrorForCode(added.ErrorCode); err != nil {
		return err
	}
	commit := kmsg.NewPtrTxnOffsetCommitRequest()
	commit.TransactionalID, commit.Group, commit.ProducerID, commit.ProducerEpoch = t.transactionalID, group, id, epoch
	one := kmsg.NewTxnOffsetCommitRequestTopicPartition()
	one.Partition, one.Offset = partition, offset
	of := kmsg.NewTxnOffsetCommitRequestTopic()
	of.Topic, of.Partitions = topic, append(of.Partitions, one)
	commit.Topics = append(commit.Topics, of)
	committed, err := commit.RequestWith(ctx, t.client)
	if err != nil {
		return err
	}
	return kerr.ErrorForCode(committed.Topics[0].Partitions[0].ErrorCode)
}

func produce(arguments []string) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(arguments[0]),
		kgo.TransactionalID(arguments[1]),
		kgo.TransactionTimeout(time.Duration(number(arguments[2]))*time.Millisecond),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.ProducerLinger(0),
		logger(),
	)
	must(err)
	told := &told{client, arguments[1]}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		err := told.do(ctx, words[0], words[1:])
		cancel()
		if err == nil {
			say("ok")
			continue
		}
		name := "_"
		if inner := (*kerr.Error)(nil); errors.As(err, &inner) {
			name = inner.Message
		}
		say("error", "other", name, strings.ReplaceAll(err.Error(), "\n", " "))
	}
	client.Close()
}

func copier(arguments []string) {
	address, group, input, output, id := arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]
	session, err := kgo.NewGroupTransactSession(
		kgo.SeedBrokers(address),
		kgo.ConsumerGroup(group),
		kgo.ConsumeTopics(input),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.RequireStableFetchOffsets(),
		kgo.FetchMaxWait(100*time.Millisecond),
		kgo.HeartbeatInterval(300*time.Millisecond),
		kgo.SessionTimeout(time.Duration(number(arguments[5]))*time.Millisecond),
		kgo.TransactionalID(id),
		kgo.TransactionTimeout(time.Duration(number(arguments[6]))*time.Millisecond),
		kgo.DefaultProduceTopic(output),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		logger(),
	)
	must(err)
	ctx, end := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		end()
	}()
	copied := 0
	for ctx.Err() == nil {
		copied += transaction(ctx, session)
		say("copied", copied)
	}
	session.Close()
	say("closed")
}

// transaction copies some records; how many were committed.
func transaction(ctx context.Context, session *kgo.GroupTransactSession) int {
	fetches := session.PollRecords(ctx, 50)
	if ctx.Err() != nil {
		return 0
	}
	fetches.EachError(func(topic string, partition int32, err error) {
		fmt.Fprintln(os.Stderr, "error", topic, partition, err)
	})
	records := fetches.Records()
	if len(records) == 0 {
		return 0
	}
	must(session.Begin())
	failed := kgo.AbortingFirstErrPromise(session.Client())
	for _, record := range records {
		session.Produce(context.Background(), &kgo.Record{Partition: record.Partition, Value: record.Value}, failed.Promise())
	}
	// Whether a batch failed is asked before the session decides.
	commit := failed.Err() == nil && rand.Intn(3) > 0
	committed, err := session.End(context.Background(), kgo.TransactionEndTry(commit))
	must(err)
	if !committed {
		return 0
	}
	return len(records)
}

func read(arguments []string) {
	isolation := kgo.ReadUncommitted()
	if arguments[2] == "read_committed" {
		isolation = kgo.ReadCommitted()
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(arguments[0]),
		kgo.ConsumeTopics(arguments[1]),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(isolation),
		logger(),
	)
	must(err)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for left := number(arguments[3]); left > 0; {
		fetches := client.PollFetches(ctx)
		must(fetches.Err())
		for _, record := range fetches.Records() {
			fmt.Println(string(record.Value))
			left--
		}
	}
	client.Close()
}

func load(arguments []string) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(strings.Split(arguments[0], ",")...),
		kgo.DefaultProduceTopic(arguments[1]),
		kgo.RecordPartitioner(kgo.RoundRobinPartitioner()),
		kgo.ProducerLinger(0),
		kgo.RecordDeliveryTimeout(60*time.Second),
		// A broker that hangs is given up soon.
		kgo.ProduceRequestTimeout(time.Second),
		kgo.RequestTimeoutOverhead(time.Second),
		kgo.RetryBackoffFn(func(int) time.Duration { return 20 * time.Millisecond }),
		kgo.MetadataMinAge(20*time.Millisecond),
		logger(),
	)
	must(err)
	ended := make(chan struct{})
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	pace := time.NewTicker(time.Second / time.Duration(number(arguments[2])))
	for value := 0; ; value++ {
		select {
		case <-ended:
			must(client.Flush(context.Background()))
			client.Close()
			return
		case <-pace.C:
		}
		number := value
		record := &kgo.Record{Value: []byte(strconv.Itoa(number))}
		client.Produce(context.Background(), record, func(r *kgo.Record, err error) {
			if err != nil {
				say("failed", number, err)
				return
			}
			say("acknowledged", r.Partition, r.Offset, number)
		})
	}
}

func main() {
	switch os.Args[1] {
	case "produce":
		produce(os.Args[2:])
	case "copy":
		copier(os.Args[2:])
	case "read":
		read(os.Args[2:])
	case "load":
		load(os.Args[2:])
	}
}
