//! What an API's handler is, and the table entry that makes any handler callable by its key. The
//! version range stands in the handler's type, so what ApiVersions lists is what is served.

use std::ops::RangeInclusive;

use bytestring::ByteString;
use ottla_core::{
    model::Moment,
    protocol::{
        ApiKey, Frame, Request,
        codec::{DecodeError, EncodeError, Message, Reader},
        decode_response, encode_response,
    },
};

use super::call::Call;

/// Who may answer an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Whichever node is asked.
    Here,
    /// The active controller: a broker that is asked forwards the request (KIP-590).
    Controller,
    /// The broker that is asked answers what is its own to answer, and forwards the rest.
    BrokerFirst,
}

/// Answers one API.
pub trait Handler {
    /// The request that it answers.
    type Request: Request + 'static;

    /// Versions that it answers.
    const VERSIONS: RangeInclusive<i16>;

    /// Versions that ApiVersions lists; differs only where Apache Kafka's does (Produce).
    const LISTED: RangeInclusive<i16> = Self::VERSIONS;

    /// Who may answer it.
    const PLACE: Place = Place::Here;

    /// Answers, or parks the request until something has happened.
    fn handle(call: &mut Call<'_>, request: Self::Request) -> Reply<ResponseOf<Self>>;
}

/// The response type of a handler.
pub type ResponseOf<H> = <<H as Handler>::Request as Request>::Response;

/// A handler's answer.
pub enum Reply<R> {
    /// This response.
    Now(R),
    /// None: the client asked for none (Produce with acks=0).
    Silent,
    /// None, and the connection is closed: the only way to tell a client that waits for no reply.
    Close(&'static str),
    /// Later.
    Parked(Box<dyn Pending<R>>),
    /// When the controller has answered what was left for it.
    Forwarded(Rest<R>),
}

/// What a broker leaves for the controller to answer.
pub struct Rest<R> {
    /// The rest of the request, forwarded; it is answered as the correlation id 0.
    pub forwarded: Box<dyn ParkedRequest>,
    /// Makes the whole answer of the answer to the rest.
    pub whole: Box<dyn FnOnce(R) -> R + Send>,
}

/// A request that waits. Its connection calls `poll` when one of its waits has fired or its
/// deadline has passed.
pub trait Pending<R>: Send {
    /// The response, if it can be given now. Otherwise it waits on.
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R>;

    /// When to poll though nothing has fired.
    fn deadline(&self) -> Option<Moment>;

    /// Gives up what it waits for: its connection is gone.
    fn cancel(&mut self, call: &mut Call<'_>);

    /// Whether nothing that comes later on the connection may be handled before it.
    fn holds_up(&self) -> bool {
        false
    }
}

/// What came of a request frame.
pub enum Outcome {
    /// A response to send.
    Frame(Frame),
    /// Nothing to send.
    Silent,
    /// Close the connection, and why.
    Close(String),
    /// Wait.
    Parked(Box<dyn ParkedRequest>),
}

/// A parked request with its response type forgotten.
pub trait ParkedRequest: Send {
    /// As [`Pending::poll`]; the response is encoded.
    fn poll(&mut self, call: &mut Call<'_>) -> Option<Outcome>;

    /// As [`Pending::deadline`].
    fn deadline(&self) -> Option<Moment>;

    /// As [`Pending::cancel`].
    fn cancel(&mut self, call: &mut Call<'_>);

    /// As [`Pending::holds_up`].
    fn holds_up(&self) -> bool;

    /// Version and client of the request, to make its [`Call`] anew.
    fn origin(&self) -> &Origin;
}

/// Where a response goes, and how it is encoded.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Number that pairs a response with its request.
    pub correlation_id: i32,
    /// Version of request and response.
    pub version: i16,
    /// The client's name for itself.
    pub client_id: Option<ByteString>,
}

/// One row of the table of APIs.
pub struct Api {
    /// The API.
    pub key: ApiKey,
    /// Versions that ApiVersions lists.
    pub listed: RangeInclusive<i16>,
    /// Versions that are answered.
    pub versions: RangeInclusive<i16>,
    /// Who may answer it.
    pub place: Place,
    /// Decodes a request body, answers it, encodes the response.
    pub dispatch: fn(&mut Call<'_>, &mut Reader, &Origin) -> Result<Outcome, DecodeError>,
}

impl Api {
    /// The row of a handler.
    pub const fn of<H: Handler>() -> Self
    where
        ResponseOf<H>: Send + 'static,
    {
        Self {
            key: <H::Request as Request>::KEY,
            listed: H::LISTED,
            versions: H::VERSIONS,
            place: H::PLACE,
            dispatch: dispatch::<H>,
        }
    }
}

fn dispatch<H: Handler>(
    call: &mut Call<'_>,
    body: &mut Reader,
    origin: &Origin,
) -> Result<Outcome, DecodeError>
where
    ResponseOf<H>: Send + 'static,
{
    let request = H::Request::decode(body, origin.version)?;
    let key = <H::Request as Request>::KEY;
    Ok(match H::handle(call, request) {
        Reply::Now(response) => encoded(&response, key, origin),
        Reply::Silent => Outcome::Silent,
        Reply::Close(reason) => Outcome::Close(reason.to_owned()),
        Reply::Parked(pending) => {
            Outcome::Parked(Box::new(Typed { pending, key, origin: origin.clone() }))
        }
        Reply::Forwarded(Rest { forwarded, whole }) => {
            let (whole, origin) = (Some(whole), origin.clone());
            Outcome::Parked(Box::new(Completed::<H::Request> { forwarded, whole, origin }))
        }
    })
}

struct Typed<R> {
    pending: Box<dyn Pending<R>>,
    key: ApiKey,
    origin: Origin,
}

impl<R: Message> ParkedRequest for Typed<R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<Outcome> {
        let response = self.pending.poll(call);
        if call.lost {
            let reason = "the controller moved before its decision was committed";
            return Some(Outcome::Close(reason.into()));
        }
        let response = response?;
        Some(encoded(&response, self.key, &self.origin))
    }

    fn deadline(&self) -> Option<Moment> {
        self.pending.deadline()
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.pending.cancel(call);
    }

    fn holds_up(&self) -> bool {
        self.pending.holds_up()
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// A request of which the controller answers the rest.
struct Completed<Q: Request> {
    forwarded: Box<dyn ParkedRequest>,
    whole: Option<Box<dyn FnOnce(Q::Response) -> Q::Response + Send>>,
    origin: Origin,
}

impl<Q: Request> ParkedRequest for Completed<Q> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<Outcome> {
        let frame = match self.forwarded.poll(call)? {
            Outcome::Frame(frame) => frame,
            outcome => return Some(outcome),
        };
        let whole = self.whole.take()?;
        Some(match answer::<Q>(&frame, self.origin.version) {
            Ok(response) => encoded(&whole(response), Q::KEY, &self.origin),
            Err(problem) => Outcome::Close(format!("the controller's answer: {problem}")),
        })
    }

    fn deadline(&self) -> Option<Moment> {
        self.forwarded.deadline()
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.forwarded.cancel(call);
    }

    fn holds_up(&self) -> bool {
        self.forwarded.holds_up()
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// What the frame of an answer says.
fn answer<Q: Request>(frame: &Frame, version: i16) -> Result<Q::Response, String> {
    let bytes = frame.contents().map_err(|error| error.to_string())?;
    decode_response::<Q>(bytes, version, 0).map_err(|error| error.to_string())
}

fn encoded<R: Message>(response: &R, key: ApiKey, origin: &Origin) -> Outcome {
    match encode_response(response, key, origin.version, origin.correlation_id) {
        Ok(frame) => Outcome::Frame(frame),
        Err(error) => Outcome::Close(unencodable::<R>(&error)),
    }
}

fn unencodable<R: Message>(error: &EncodeError) -> String {
    format!("the response {} cannot be written: {error}", R::NAME)
}
