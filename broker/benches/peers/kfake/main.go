// kfake, the in-process broker of franz-go, as a process: the peer that throws produced records
// away, so that a client measured against it shows the client's own limit.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/twmb/franz-go/pkg/kfake"
)

func main() {
	port := flag.Int("port", 0, "port on 127.0.0.1; 0 picks a free one")
	discard := flag.Bool("discard", false, "throw produced records away")
	topic := flag.String("topic", "bench", "topic to create")
	flag.Parse()
	options := []kfake.Opt{kfake.NumBrokers(1), kfake.SeedTopics(1, *topic), kfake.AllowAutoTopicCreation()}
	if *port != 0 {
		options = append(options, kfake.Ports(*port))
	}
	if *discard {
		options = append(options, kfake.BlackholeProduce())
	}
	cluster, err := kfake.NewCluster(options...)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer cluster.Close()
	fmt.Println("ready", cluster.ListenAddrs()[0])
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop
}
