// A member of a group, of franz-go.
//
// ADDRESS GROUP TOPIC PROTOCOL INSTANCE   PROTOCOL: range, cooperative-sticky or consumer;
// INSTANCE: - for a dynamic member
//
// Prints what confluent.py prints.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

func say(words ...any) {
	os.Stdout.WriteString(fmt.Sprintln(words...))
}

// The records that are to be committed, and those whose commit was refused. A rebalance waits for what holds it.
var (
	lock    sync.Mutex
	pending []*kgo.Record
)

func told(what string) func(context.Context, *kgo.Client, map[string][]int32) {
	return func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
		for _, partitions := range topics {
			words := []any{what}
			for _, partition := range partitions {
				words = append(words, partition)
			}
			if what != "assigned" {
				lock.Lock()
				pending = slices.DeleteFunc(pending, func(record *kgo.Record) bool {
					return slices.Contains(partitions, record.Partition)
				})
				lock.Unlock()
			}
			say(words...)
		}
	}
}

func options(address, group, topic, protocol, instance string) []kgo.Opt {
	options := []kgo.Opt{
		kgo.SeedBrokers(address),
		kgo.ConsumerGroup(group),
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.HeartbeatInterval(300 * time.Millisecond),
		kgo.SessionTimeout(6 * time.Second),
		kgo.FetchMaxWait(100 * time.Millisecond),
		kgo.WithLogger(kgo.BasicLogger(os.Stderr, kgo.LogLevelWarn, nil)),
		kgo.OnPartitionsAssigned(told("assigned")),
		kgo.OnPartitionsRevoked(told("revoked")),
		kgo.OnPartitionsLost(told("lost")),
	}
	switch protocol {
	case "range":
		options = append(options, kgo.Balancers(kgo.RangeBalancer()))
	case "cooperative-sticky":
		options = append(options, kgo.Balancers(kgo.CooperativeStickyBalancer()))
	case "consumer":
		options = append(options, kgo.Balancers(kgo.StickyBalancer()), kgo.ServerSideBalancer())
	default:
		panic("unknown protocol " + protocol)
	}
	if instance != "-" {
		options = append(options, kgo.InstanceID(instance))
	}
	return options
}

func step(ctx context.Context, client *kgo.Client) {
	defer client.AllowRebalance()
	// What is left of the last time is not to wait for records.
	poll, end := context.WithTimeout(ctx, 100*time.Millisecond)
	defer end()
	fetches := client.PollRecords(poll, 50)
	lock.Lock()
	defer lock.Unlock()
	fetches.EachError(func(topic string, partition int32, err error) {
		if poll.Err() == nil {
			fmt.Fprintln(os.Stderr, "error", topic, partition, err)
		}
	})
	var lines strings.Builder
	for _, record := range fetches.Records() {
		fmt.Fprintln(&lines, "record", record.Partition, record.Offset, string(record.Value))
		pending = append(pending, record)
	}
	os.Stdout.WriteString(lines.String())
	if len(pending) == 0 {
		return
	}
	if err := client.CommitRecords(context.Background(), pending...); err != nil {
		say("commit_failed", err)
		return
	}
	next := map[int32]int64{}
	for _, record := range pending {
		next[record.Partition] = record.Offset + 1
	}
	for partition, offset := range next {
		say("committed", partition, offset)
	}
	pending = nil
}

func main() {
	arguments := os.Args[1:]
	client, err := kgo.NewClient(options(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4])...)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctx, end := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		end()
	}()
	for ctx.Err() == nil {
		step(ctx, client)
	}
	client.AllowRebalance()
	if err := client.LeaveGroupContext(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "leave:", err)
	}
	client.CloseAllowingRebalance()
	say("closed")
}
