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
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

func say(words ...any) {
	os.Stdout.WriteString(fmt.Sprintln(words...))
}

func told(what string) func(context.Context, *kgo.Client, map[string][]int32) {
	return func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
		for _, partitions := range topics {
			words := []any{what}
			for _, partition := range partitions {
				words = append(words, partition)
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
	fetches := client.PollRecords(ctx, 50)
	fetches.EachError(func(topic string, partition int32, err error) {
		if ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "error", topic, partition, err)
		}
	})
	records := fetches.Records()
	if len(records) == 0 {
		return
	}
	var lines strings.Builder
	next := map[int32]int64{}
	for _, record := range records {
		fmt.Fprintln(&lines, "record", record.Partition, record.Offset, string(record.Value))
		next[record.Partition] = record.Offset + 1
	}
	os.Stdout.WriteString(lines.String())
	if err := client.CommitRecords(context.Background(), records...); err != nil {
		say("commit_failed", err)
		return
	}
	for partition, offset := range next {
		say("committed", partition, offset)
	}
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
