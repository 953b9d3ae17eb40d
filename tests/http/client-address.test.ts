import type { Request } from "express";
import { describe, expect, it } from "vitest";
import { nameClient } from "../../src/http/client-address.js";

const name = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  nameClient({ headers, socket: { remoteAddress } } as unknown as Request);

describe("the client that a request counts for", () => {
  it("is its address, the same in both notations of IPv4", () => {
    expect([name("192.0.2.1"), name("::ffff:192.0.2.1"), name("")]).toEqual(["192.0.2.1", "192.0.2.1", ""]);
  });

  it("is the network of an IPv6 address", () => {
    const network = "2001:db8:0:1";
    for (const address of ["2001:db8:0:1::7", "2001:DB8:0:1:ffff:1:2:3", "2001:db8:0000:1::", "2001:db8:0:1::%eth0"])
      expect(name(address)).toBe(network);
    expect(name("2001:db8::1:0:0:0:7")).toBe(network);
    expect([name("2001:db8:0:2::7"), name("fe80::1"), name("::2")]).toEqual(["2001:db8:0:2", "fe80:0:0:0", "0:0:0:0"]);
  });

  it("is whom a proxy on this machine names last, not what the client wrote before", () => {
    const asked = { "x-forwarded-for": "198.51.100.9, 192.0.2.1" };
    for (const proxy of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(name(proxy, asked)).toBe("192.0.2.1");
    expect(name("127.0.0.1", { "x-forwarded-for": "192.0.2.1, 127.0.0.1, ::1" })).toBe("192.0.2.1");
    expect(name("127.0.0.1", { "x-real-ip": "2001:db8::1" })).toBe("2001:db8:0:0");
    for (const nonsense of ["unknown", "", ",", "127.0.0.1"])
      expect(name("127.0.0.1", { "x-forwarded-for": nonsense })).toBe("127.0.0.1");
  });

  it("is the sender, whatever it claims, where it is another machine", () => {
    expect(name("192.0.2.1", { "x-forwarded-for": "198.51.100.9", "x-real-ip": "198.51.100.9" })).toBe("192.0.2.1");
  });
});
